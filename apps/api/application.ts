/** The Nest application: every route over one context. */
import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { AdoptionsController } from './adoptions.controller';
import { AttachmentsController } from './attachments.controller';
import { Authentication } from './authentication';
import { CONTEXT, type Context } from './context';
import { HealthController, MetricsController, TestingController } from './health.controller';
import { KnownQuery } from './input';
import { ExportsController } from './exports.controller';
import { IndicatorsController } from './indicators.controller';
import { HandbookController, InstanceChartController, WorkflowChartController } from './handbook.controller';
import { InstancesController } from './instances.controller';
import { Keys } from './keys';
import { DocumentsController, VerifyController } from './letters.controller';
import { LiveController } from './live.controller';
import { Metrics } from './metrics';
import { BoardsController } from './overview.controller';
import { MessagesController } from './channels.controller';
import { AppointmentsController, PeopleController } from './people.controller';
import { PlacementImportsController } from './placement-imports.controller';
import {
  AreasController,
  ChildrenController,
  CorrectionsController,
  FactsController,
  VillageReportsController,
  FamiliesController,
  InstitutionsController,
} from './registry.controller';
import { ClosuresController } from './closures.controller';
import { InspectionFieldController } from './inspection-field.controller';
import { InspectionPlanController } from './inspection-plan.controller';
import { InspectionsController } from './inspections.controller';
import { ReviewsController } from './reviews.controller';
import { OutboxController } from './sealed.controller';
import { CalendarController, ProfileController } from './profile.controller';
import { SessionController, SessionsController } from './session.controller';
import { HolidaysController, ParametersController } from './settings.controller';
import { StartController } from './start.controller';
import { AlertsController, IncidentsController, TasksController } from './work.controller';
import { VisitsController } from './visits.controller';
import { WatchListController } from './watch-list.controller';
import { WorkflowsController } from './workflows.controller';

const controllers = [
  StartController,
  HealthController,
  MetricsController,
  TestingController,
  SessionController,
  SessionsController,
  WorkflowsController,
  WorkflowChartController,
  HandbookController,
  VisitsController,
  InstancesController,
  InstanceChartController,
  DocumentsController,
  AttachmentsController,
  PlacementImportsController,
  VerifyController,
  LiveController,
  ProfileController,
  CalendarController,
  TasksController,
  AlertsController,
  IncidentsController,
  ChildrenController,
  CorrectionsController,
  FamiliesController,
  InstitutionsController,
  FactsController,
  VillageReportsController,
  ClosuresController,
  // before those whose address has the id of an inspection
  InspectionPlanController,
  InspectionFieldController,
  InspectionsController,
  AreasController,
  PeopleController,
  AppointmentsController,
  ParametersController,
  HolidaysController,
  AdoptionsController,
  WatchListController,
  BoardsController,
  MessagesController,
  IndicatorsController,
  ExportsController,
  OutboxController,
  ReviewsController,
];

@Module({})
export class Application {
  /** The module with the context that its controllers are given. */
  static over(context: Context): DynamicModule {
    return {
      module: Application,
      controllers,
      providers: [
        { provide: CONTEXT, useValue: context },
        Metrics,
        { provide: APP_GUARD, useClass: Authentication },
        { provide: APP_GUARD, useClass: KnownQuery },
        { provide: APP_INTERCEPTOR, useClass: Keys },
      ],
    };
  }
}
