/** What a caseworker does for a child of the closing house, and what the story knows of it. */
import { accountOf, demoId } from '../demo';
import type { Agenda, Gate } from './agenda';
import type { Desk } from './closing-year-desk';
import { way, type HomeKind } from './closing-year-forms';
import type { Destination, Kid } from './closing-year-plan';

export const homeId = demoId('institution KDL-003');
export const sisterId = demoId('institution KDL-001');

/** What a child of the story has become, as its caseworkers were told. */
export interface Living {
  kid: Kid;
  id: string;
  /** its own way home, opened by the census */
  way: string;
  /** waits to be cleared by the province */
  ready: boolean;
  /** cleared to go, and not there yet */
  goesTo: Destination;
  cleared: Gate;
  /** the census has the child */
  counted: boolean;
  needy: boolean;
  gone: boolean;
  verified: boolean;
  lost: boolean;
  dead: boolean;
  copied: boolean;
  /** a second stay after a first one broke down */
  again: boolean;
  /** index of the day on which the child was accounted for at last */
  accountedOn?: number;
}

/** What the lives share. */
export interface Scene {
  desk: Desk;
  agenda: Agenda;
  closure: () => string;
  isCertified: () => boolean;
}

/** The steps that several ways through the story share. */
export class Steps {
  constructor(
    protected readonly scene: Scene,
    readonly child: Living,
  ) {}

  protected get on(): string {
    return this.scene.desk.on;
  }

  protected async event(login: string, event: object, signed = false) {
    return this.scene.desk.tell(login, this.child.way, event, signed);
  }

  protected closureEvent(login: string, event: object) {
    return this.scene.desk.tell(login, this.scene.closure(), event);
  }

  protected later = (days: number): Promise<void> => this.scene.agenda.later(days);

  protected account(): void {
    this.child.accountedOn = this.scene.agenda.today;
  }

  /** From Form 2 to the day on which everything is ready. */
  protected async prepare(kind: HomeKind, contactLost: boolean): Promise<void> {
    const { kid, again } = this.child;
    const { worker, disability } = kid;
    if (!again) await this.event(worker, way.form2(this.on, contactLost));
    await this.later(1);
    if (contactLost || again) {
      for (const source of ['commune', 'school']) await this.event(worker, way.traced(this.on, source));
      await this.later(kid.pace);
      await this.event(worker, way.familyFound(kind));
    }
    await this.later(1);
    await this.event(worker, way.homeAssessed(this.on, kind));
    await this.later(1);
    await this.event(worker, way.planned(this.on, disability));
    await this.later(2);
    const reviewed = await this.event('supervisor.kandal', way.reviewed());
    if (reviewed.body?.state?.some((state: string) => state.endsWith('way.province'))) {
      await this.later(1);
      await this.event('officer.kandal', way.confirmed());
    }
    await this.later(1);
    await this.event(worker, way.contact(this.on));
    await this.event(worker, way.ready(disability));
  }

  /** The file is copied, the province clears the child, and it goes. */
  protected async leave(destination: Destination): Promise<void> {
    const { child } = this;
    if (!child.copied) {
      await this.closureEvent(child.kid.worker, {
        type: 'records.copied',
        data: { children: [child.id], on: this.on, worker: accountOf(child.kid.worker).person },
      });
      child.copied = true;
    }
    child.goesTo = destination;
    child.ready = true;
    await child.cleared.wait();
  }
}
