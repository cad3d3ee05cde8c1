/** The life of one child from the census to the family, and what goes wrong in it. */
import { dayOf } from './closing-year-desk';
import { gatekeeping, house, requested, way, type HomeKind } from './closing-year-forms';
import { sisterId, Steps } from './closing-year-steps';

export class ChildLife extends Steps {
  /** From the sealed census on. */
  async live(): Promise<void> {
    const { child } = this;
    const { kid } = child;
    const found = await this.scene.desk.read(
      'supervisor.kandal',
      `/instances?workflow=family-reintegration&child=${child.id}`,
    );
    child.way = found.items?.[0]?.id;
    if (child.way === undefined) throw new Error(`child ${kid.number} has no way home`);
    if (kid.found === 'unaccounted') await this.beFound();
    await this.later(1 + (kid.number % 4));
    await this.beScreened();
    await this.later(kid.begins);
    if (kid.mishaps.includes('dies')) return this.die();
    if (kid.mishaps.includes('runsAwayBefore')) await this.runAway(true);
    if (kid.mishaps.includes('turnsAdult')) await this.turnAdult();
    if (kid.destination === 'independent') return this.liveAlone();
    if (kid.destination === 'byDecision') return this.goElsewhere();
    await this.prepare(kid.destination, kid.mishaps.includes('contactLost'));
    await this.goHome(kid.destination);
  }

  /** Nobody knew where the child was; seen in person again days later. */
  private async beFound(): Promise<void> {
    const { id, kid } = this.child;
    await this.later(2 + kid.pace);
    const told = { child: id, on: this.on, where: 'with an aunt', seen: false };
    await this.scene.desk.attempt('found by hearsay', 'dsw.kandal', `/instances/${this.scene.closure()}/events`, {
      type: 'child.located',
      data: told,
    });
    await this.later(kid.pace);
    await this.closureEvent('dsw.kandal', {
      type: 'child.located',
      data: { ...told, on: this.on, where: 'with an aunt', seen: true },
    });
    this.child.lost = false;
  }

  private async beScreened(): Promise<void> {
    const { id, kid } = this.child;
    const danger = kid.mishaps.includes('danger');
    await this.closureEvent(kid.number % 2 ? 'dsw.kandal' : 'dsw2.kandal', house.screened(id, this.on, danger));
    if (danger) await this.beProtected();
  }

  /** In danger, as the talk has told the child's case: the police, an emergency foster family from the next day, and closed before it goes on. */
  private async beProtected(): Promise<void> {
    const { desk } = this.scene;
    this.child.needy = true;
    await this.event('dsw.kandal', { type: 'safety.reported', data: { to: 'police', at: desk.instant } });
    await this.later(1);
    await this.event('dsw.kandal', {
      type: 'protection.arranged',
      data: { kind: 'emergencyFoster', from: this.on, until: desk.dateIn(60), reason: 'In danger.' },
    });
    await this.later(6);
    const closed = { type: 'safety.closed', data: { outcome: 'protected', reasons: 'Who did it was taken away.' } };
    await this.event('supervisor.kandal', closed, true);
  }

  private async die(): Promise<void> {
    const { desk, closure } = this.scene;
    await this.event('dsw.kandal', way.died(this.on));
    Object.assign(this.child, { dead: true, gone: true });
    await this.later(1);
    const confirmed = (sources: string[]) => house.deathConfirmed(this.child.id, this.on, sources);
    await desk.attempt(
      'only the institution says that a child died',
      'officer.kandal',
      `/instances/${closure()}/events`,
      confirmed(['institution']),
    );
    await this.closureEvent('officer.kandal', confirmed(['hospital']));
    this.child.verified = true;
    this.account();
  }

  /** The child is gone in the middle of it all, and is found again. */
  private async runAway(before: boolean): Promise<void> {
    const { kid } = this.child;
    await this.event(kid.worker, way.missing(this.on));
    Object.assign(this.child, { lost: true, verified: false });
    await this.later(2 + kid.pace);
    await this.event('dsw.kandal', way.found(this.on, before ? 'away' : 'home'));
    this.child.lost = false;
  }

  /** Missing when all is verified; `meanwhile` somebody tries to end the closure. Seen again at the next visit that is planned. */
  async goMissingAtTheEnd(meanwhile: () => Promise<void>): Promise<void> {
    const { child } = this;
    await this.event(child.kid.worker, way.missing(this.on));
    Object.assign(child, { lost: true, verified: false });
    await meanwhile();
    await this.later(2);
    await this.event('dsw.kandal', way.found(this.on, 'home'));
    child.lost = false;
    // whoever visits the child anyway sees it on the day of the next visit
    for (;;) {
      await this.later(1);
      const { rows } = await this.scene.desk.read('mosvy', `/closures/${this.scene.closure()}`);
      if ((rows as any[]).find((row) => row.child === child.id)?.verified) break;
    }
    child.verified = true;
    this.account();
  }

  private async goHome(kind: HomeKind): Promise<void> {
    const { child } = this;
    const { kid } = child;
    if (kid.number % 29 === 5)
      await this.scene.desk.attempt(
        'goes before it is cleared',
        kid.worker,
        `/instances/${child.way}/events`,
        way.placed(this.on, kind),
      );
    await this.leave(kind);
    await this.later(1);
    await this.event(kid.worker, way.placed(this.on, kind));
    child.gone = true;
    if (kid.mishaps.includes('breaksDown') && !child.again) return this.breakDown();
    await this.later(kid.mishaps.includes('visitMissed') ? 6 : 3);
    await this.beSeen(kind);
    if (kid.mishaps.includes('runsAwayAfter')) {
      await this.later(2 + kid.pace);
      if (!this.scene.isCertified()) {
        await this.runAway(false);
        await this.nextVisit(kind);
      }
    }
    this.account();
    await this.followUp(kind);
  }

  private async breakDown(): Promise<void> {
    const { child } = this;
    await this.later(1);
    await this.event(child.kid.worker, way.brokenDown(this.on));
    Object.assign(child, { gone: false, verified: false, again: true });
    await this.later(child.kid.pace);
    await this.prepare('kin', true);
    await this.goHome('kin');
  }

  /** Seen at home by somebody who did not bring the child there. */
  private async beSeen(kind: HomeKind): Promise<void> {
    await this.event(this.child.kid.visitor, way.visited(this.on, kind));
    this.child.verified = true;
  }

  /** The next visit that is planned, on its day. */
  private async nextVisit(kind: HomeKind): Promise<boolean> {
    const due = await this.dueNext();
    if (due === undefined) return false;
    await this.scene.agenda.until(due);
    await this.beSeen(kind);
    return true;
  }

  private async dueNext(): Promise<number | undefined> {
    const { items } = await this.scene.desk.read('supervisor.kandal', `/instances/${this.child.way}/visits?limit=100`);
    const planned = (items as any[]).filter(({ status, task }) => status === 'planned' && task !== 'followUpCall');
    const days = planned.map(({ due }) => (Date.parse(due.on) - Date.parse(this.on)) / 86_400_000);
    return days.length === 0 ? undefined : this.scene.agenda.today + Math.max(1, Math.min(...days));
  }

  /** The visits go on after the certificate, on the child's own clock; one in twenty is not made on its day. */
  private async followUp(kind: HomeKind): Promise<void> {
    for (;;) {
      const due = await this.dueNext();
      if (due === undefined) return;
      await this.scene.agenda.until(due);
      if (this.child.kid.number01() < 0.05) await this.later(2);
      await this.event(this.child.kid.visitor, way.visited(this.on, kind));
    }
  }

  /** Everything was ready for the parents when the child turned eighteen: an adult is not placed. */
  private async turnAdult(): Promise<void> {
    const { kid, way: instance } = this.child;
    await this.prepare('parents', false);
    await this.scene.agenda.until(dayOf(`2017${kid.born.slice(4)}`) + 1);
    await this.scene.desk.attempt(
      'an adult is placed',
      kid.worker,
      `/instances/${instance}/events`,
      way.placed(this.on, 'parents'),
    );
  }

  /** Old enough to live alone with support: settled by a caseworker, seen there by another. */
  private async liveAlone(): Promise<void> {
    const { child } = this;
    const { kid } = child;
    if (!kid.mishaps.includes('turnsAdult')) await this.event(kid.worker, way.form2(this.on, false));
    await this.leave('independent');
    await this.later(1);
    const settled = (sources: string[]) => ({
      type: 'child.settled',
      data: { child: child.id, on: this.on, sources, support: 'A room, a stipend.' },
    });
    if (kid.number % 2)
      await this.scene.desk.attempt(
        'only the institution says that there is no family',
        'dsw.kandal',
        `/instances/${this.scene.closure()}/events`,
        settled(['institution']),
      );
    await this.closureEvent('dsw.kandal', settled(['commune', 'school']));
    child.gone = true;
    await this.later(3);
    await this.verify();
  }

  private async verify(): Promise<void> {
    const { child } = this;
    const seen = {
      type: 'destination.verified',
      data: { child: child.id, on: this.on, contactType: 'inPerson', childSeen: true },
    };
    await this.scene.desk.attempt(
      'who cleared the child verifies it',
      'officer.kandal',
      `/instances/${this.scene.closure()}/events`,
      seen,
    );
    await this.closureEvent('dsw2.kandal', seen);
    child.verified = true;
    this.account();
  }

  /** Another institution takes the child by a new decision, every family tried again. */
  private async goElsewhere(): Promise<void> {
    const { child, scene } = this;
    const { desk } = scene;
    await desk.attempt(
      'from house to house without a decision',
      'officer.kandal',
      `/instances/${scene.closure()}/events`,
      house.cleared(child.id, 'byDecision', 'dsw.kandal', { leavesOn: desk.on, firstVisitOn: desk.dateIn(5) }),
    );
    const opened = await desk.act('commune.kandal', '/instances', requested(child.id, sisterId, desk.on));
    const until = desk.dateIn(170);
    const acts = gatekeeping({ id: child.id, disability: child.kid.disability }, sisterId, desk.on, until, 'facility');
    const decision = acts.pop()!;
    for (const { login, body } of acts) await desk.tell(login, opened.body.id, body);
    await desk.attempt(
      'the province fills its own places',
      decision.login,
      `/instances/${opened.body.id}/events`,
      decision.body,
      true,
    );
    await desk.tell(decision.login, opened.body.id, {
      type: 'decision.referredToMosvy',
      data: { ground: 'stateOperated', reasons: 'The province operates that house.' },
    });
    await desk.tell('mosvy3', opened.body.id, decision.body, true);
    await this.leave('byDecision');
    await this.later(1);
    const arrived = { type: 'arrival.recorded', data: { children: [child.id], at: desk.instant } };
    await desk.tell('rci.kdl-001', opened.body.id, arrived);
    await desk.tell('dsw.kandal', opened.body.id, arrived);
    await this.closureEvent('dsw.kandal', house.arrived(child.id, this.on));
    child.gone = true;
    await this.later(3);
    await this.verify();
  }
}
