/** The Nest application: every route over one context. */
import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { Authentication } from './authentication';
import { CONTEXT, type Context } from './context';
import { HealthController, MetricsController, TestingController } from './health.controller';
import { InstancesController } from './instances.controller';
import { Keys } from './keys';
import { Metrics } from './metrics';
import { AppointmentsController, PeopleController } from './people.controller';
import {
  AreasController,
  ChildrenController,
  CorrectionsController,
  FactsController,
  FamiliesController,
  InstitutionsController,
} from './registry.controller';
import { SessionController, SessionsController } from './session.controller';
import { HolidaysController, ParametersController } from './settings.controller';
import { StartController } from './start.controller';
import { AlertsController, IncidentsController, TasksController } from './work.controller';
import { WorkflowsController } from './workflows.controller';

const controllers = [
  StartController,
  HealthController,
  MetricsController,
  TestingController,
  SessionController,
  SessionsController,
  WorkflowsController,
  InstancesController,
  TasksController,
  AlertsController,
  IncidentsController,
  ChildrenController,
  CorrectionsController,
  FamiliesController,
  InstitutionsController,
  FactsController,
  AreasController,
  PeopleController,
  AppointmentsController,
  ParametersController,
  HolidaysController,
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
        { provide: APP_INTERCEPTOR, useClass: Keys },
      ],
    };
  }
}
