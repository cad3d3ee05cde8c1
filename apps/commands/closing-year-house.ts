/** The closing house: its order and census, who leaves on which day, its money and files, and its certificate. */
import { accountOf } from '../demo';
import type { Agenda } from './agenda';
import { ChildLife } from './closing-year-child';
import { homeId, sisterId, type Living, type Scene } from './closing-year-steps';
import { Doors } from './closing-year-doors';
import { Office } from './closing-year-office';
import type { Belief } from './closing-year-checker';
import type { Desk } from './closing-year-desk';
import { commune, gatekeeping, house, requested, village, type CensusRow } from './closing-year-forms';
import type { ClosingPlan, Kid } from './closing-year-plan';

const most = 5;

export interface HouseTold {
  ordered?: number;
  certified?: number;
  surveillance: number;
  outcome: string | undefined;
}

export class House {
  readonly living: Living[] = [];
  readonly told: HouseTold = { surveillance: 0, outcome: undefined };
  closure = '';
  /** the provincial officer who verifies and moves nobody: the other one clears, and the director clears on crowded days */
  private verifier = '';
  private readonly scene: Scene;
  private readonly doors: Doors;
  private readonly office: Office;

  constructor(
    private readonly plan: ClosingPlan,
    private readonly desk: Desk,
    private readonly agenda: Agenda,
  ) {
    this.scene = { desk, agenda, closure: () => this.closure, isCertified: () => this.told.certified !== undefined };
    this.doors = new Doors(this.scene, () => !this.isEmpty());
    this.office = new Office(this.scene, () => this.isEmpty());
  }

  /** How far the closure is, for who watches the story. */
  phase(): string {
    if (this.told.certified !== undefined) return 'certified';
    return this.told.ordered === undefined ? 'before the order' : 'ordered';
  }

  /** What the people who acted believe of each child. */
  beliefs(): Belief[] {
    return this.living.map(({ id, kid, dead, verified, again }) => ({
      child: id,
      name: `Invented Child ${kid.number + 1}`,
      ending: dead ? 'died' : again ? 'kin' : kid.destination === 'parents' ? 'home' : kid.destination,
      verified,
    }));
  }

  summary() {
    const { ordered, certified, surveillance, outcome } = this.told;
    const took = this.living
      .map(({ accountedOn }) => (accountedOn ?? this.agenda.today) - (ordered ?? 0))
      .sort((a, b) => a - b);
    return {
      orderToCertificate: certified === undefined || ordered === undefined ? null : certified - ordered,
      extensions: this.office.extensions,
      surveillance: { visits: surveillance, outcome: outcome ?? null },
      perChild: { longest: took.at(-1) ?? 0, median: took[Math.floor(took.length / 2)] ?? 0 },
    };
  }

  private get events(): string {
    return `/instances/${this.closure}/events`;
  }

  private tell(login: string, type: string, data: object, signed = false) {
    return this.desk.tell(login, this.closure, { type, data }, signed);
  }

  async live(): Promise<void> {
    await this.appoint();
    await this.register();
    await this.agenda.until(this.plan.orderOn - 4);
    await this.engage();
    await this.agenda.until(this.plan.orderOn);
    await this.order();
    await this.agenda.until(this.plan.censusOn);
    await this.count();
    this.agenda.begin(() => this.office.keepMoney());
    this.agenda.begin(() => this.findHidden());
    this.agenda.begin(() => this.doors.beTried(this.plan.attempts));
    this.agenda.begin(() => this.office.extend());
    await this.sendAway();
    await this.end();
    await this.watch();
  }

  private async appoint(): Promise<void> {
    const { desk } = this;
    const { body } = await desk.act('admin', '/people', { nameKm: 'ម៉ៅ ប្រឌិត', nameEn: 'Mao Invented' });
    this.verifier = body.id;
    const appointment = { role: 'pdosvyOfficer', area: '08', from: desk.instant };
    await desk.act('admin', `/people/${this.verifier}/appointments`, appointment);
  }

  /** Every child of the house has a record; whoever is known to sleep there has a presence. */
  private async register(): Promise<void> {
    await Promise.all(this.plan.kids.map((kid) => this.registerOne(kid)));
    const present = this.living.filter(({ kid }) => kid.found === 'unauthorisedPresent').map(({ id }) => id);
    for (let i = 0; i < present.length; i += 60)
      await this.desk.act('dsw.kandal', '/facts', this.presence(present.slice(i, i + 60), homeId));
    for (const child of this.living.filter(({ kid }) => kid.found === 'authorisedPresent')) await this.admit(child);
    for (const child of this.living.filter(({ kid }) => kid.twice && kid.found === 'unauthorisedPresent'))
      await this.registerTwice(child);
  }

  private presence(children: string[], institution: string) {
    return { kind: 'presence', children, institution, at: this.desk.instant };
  }

  private async registerOne(kid: Kid): Promise<void> {
    const { body } = await this.desk.act(
      'commune.kandal',
      '/children',
      this.recordOf(kid, `Invented Child ${kid.number + 1}`),
    );
    this.living[kid.number] = {
      kid,
      id: body.id,
      way: '',
      goesTo: kid.destination,
      cleared: this.agenda.gate(),
      needy: kid.disability || kid.atRisk,
      lost: kid.found === 'unaccounted',
      ...{ ready: false, counted: false, gone: false, verified: false, dead: false, copied: false, again: false },
    };
  }

  private recordOf(kid: Kid, latin: string) {
    const { born, sex, disability } = kid;
    return {
      names: [{ latin }],
      birth: { from: born, to: born, precision: 'day' },
      ...{ sex, disability, area: village, village },
    };
  }

  /** By a decision of gatekeeping, while the house was still open. */
  private async admit(child: Living): Promise<void> {
    const { desk } = this;
    const opened = await desk.act('commune.kandal', '/instances', requested(child.id, homeId, desk.on));
    const who = { id: child.id, disability: child.kid.disability };
    for (const { login, body, signed } of gatekeeping(who, homeId, desk.on, desk.dateIn(170), 'home'))
      await desk.tell(login, opened.body.id, body, signed);
    const arrived = { type: 'arrival.recorded', data: { children: [child.id], at: desk.instant } };
    await desk.tell('rci.kdl-003', opened.body.id, arrived);
    await desk.tell('dsw.kandal', opened.body.id, arrived);
  }

  /** Two records of one child; the younger one is merged into the other by two people. */
  private async registerTwice({ kid, id }: Living): Promise<void> {
    const { desk } = this;
    const again = await desk.act('commune.kandal', '/children', this.recordOf(kid, `Invented Chld ${kid.number + 1}`));
    await desk.act('dsw.kandal', '/facts', this.presence([again.body.id], homeId));
    const merge = { kept: id, merged: again.body.id, reason: 'One child under two spellings.' };
    const proposed = await desk.act('dsw.kandal', '/corrections/merges', merge);
    await desk.act('supervisor.kandal', `/corrections/${proposed.body.id}/approve`, { reason: 'Looked at both.' });
  }

  private async engage(): Promise<void> {
    const { desk } = this;
    const data = {
      institution: homeId,
      kind: 'voluntary',
      on: desk.on,
      minutes: 'The board agrees.',
      flightRisk: true,
    };
    const body = { workflow: 'institution-closure', event: 'engagement.recorded', area: commune, data };
    const opened = await desk.act('officer.kandal', '/instances', body);
    this.closure = opened.body.id;
    await this.agenda.later(1);
    await this.tell('officer.kandal', 'capacity.checked', { on: desk.on });
  }

  private async order(): Promise<void> {
    const { desk } = this;
    await desk.attempt(
      'the province signs the order',
      'officer.kandal',
      this.events,
      house.order(homeId, desk.dateIn(90)),
    );
    const order = house.order(homeId, desk.dateIn(90));
    const { shortReason: _, ...silent } = order.data;
    if (this.living.length > 100)
      await desk.attempt('a short capacity is passed over', 'mosvy', this.events, { ...order, data: silent }, true);
    await desk.tell('mosvy', this.closure, order, true);
    this.told.ordered = this.agenda.today;
    const late = await desk.act(
      'commune.kandal',
      '/children',
      this.recordOf(this.plan.kids[0]!, 'Invented Late Child'),
    );
    await desk.attempt(
      'a place after the freeze',
      'commune.kandal',
      '/instances',
      requested(late.body.id, homeId, desk.on),
    );
    await this.tell('rci.kdl-003', 'freeze.acknowledged', { understood: true });
    await this.agenda.later(1);
    await this.tell('supervisor.kandal', 'freezeVisit.recorded', { on: desk.on, served: true, newChildren: 0 });
  }

  private rowOf({ id, kid }: Living, found: string = kid.found): CensusRow {
    const { number, atRisk } = kid;
    return { child: id, bed: `${'ABCDEFGH'[Math.floor(number / 50)]}${(number % 50) + 1}`, found, atRisk };
  }

  /** Bed by bed; a census without one whom the register knows there is refused. */
  private async count(): Promise<void> {
    const { desk } = this;
    const rows = this.living.filter(({ kid }) => kid.found !== 'hidden').map((child) => this.rowOf(child));
    const known = rows.findIndex(({ found }) => found === 'unauthorisedPresent' || found === 'authorisedPresent');
    const without = rows.filter((_, i) => i !== known);
    if (without.length > 0)
      await desk.attempt('a census without one child', 'officer.kandal', this.events, house.sealed(desk.on, without));
    await desk.tell('officer.kandal', this.closure, house.sealed(desk.on, rows));
    for (const child of this.living.filter(({ kid }) => kid.found !== 'hidden')) this.beginLife(child);
    await this.agenda.later(3);
    await this.tell('officer.kandal', 'analysis.submitted', {
      ...{ staff: 40, staffPlan: 'Ten become para social workers.', assets: 'A house, a van.' },
      ...{ donors: 'Two donors were told.', guaranteedUntil: desk.dateIn(300), enough: true },
    });
  }

  private beginLife(child: Living): void {
    child.counted = true;
    this.agenda.begin(() => new ChildLife(this.scene, child).live());
  }

  /** Children whom the director had taken to another house: seen there, counted late, and brought home as the others. */
  private async findHidden(): Promise<void> {
    const { desk } = this;
    for (const child of this.living.filter(({ kid }) => kid.found === 'hidden')) {
      await this.agenda.later(4 + child.kid.pace);
      await desk.act('dsw.kandal', '/facts', this.presence([child.id], sisterId));
      const row = this.rowOf(child, 'unauthorisedPresent');
      await desk.tell('officer.kandal', this.closure, house.supplemented(desk.on, [row], sisterId));
      await desk.attempt(
        'one child is counted twice',
        'officer.kandal',
        this.events,
        house.supplemented(desk.on, [row], sisterId),
      );
      this.beginLife(child);
    }
  }

  private isEmpty = (): boolean => this.living.every(({ gone, lost }) => gone && !lost);
  private isVerified = (): boolean => this.living.every(({ gone, lost, verified }) => gone && !lost && verified);

  /** Each day those who are ready are cleared, in the order of need, at most five to families unless the province says why. */
  private async sendAway(): Promise<void> {
    for (;;) {
      await this.agenda.later(1);
      if (this.isVerified() && this.living.every(({ accountedOn }) => accountedOn !== undefined)) return;
      if (this.desk.weekday === 0) continue;
      const ready = this.living.filter((child) => child.ready).sort(byNeed);
      for (const child of ready.filter(({ goesTo }) => !isFamily(goesTo))) await this.clear(child, {});
      const families = ready.filter(({ goesTo }) => isFamily(goesTo));
      const crowded = this.plan.crowded.has(this.agenda.today);
      for (const [i, child] of families.slice(0, crowded ? most + 4 : most + 1).entries()) {
        if (i < most) await this.clear(child, {});
        else await this.clearMore(child, crowded);
      }
    }
  }

  /** The sixth of a day: refused to the officer, allowed to the director with the reason. */
  private async clearMore(child: Living, crowded: boolean): Promise<void> {
    const body = this.clearance(child, {});
    if (this.attemptsOf('a sixth child on one day') < 5)
      await this.desk.attempt('a sixth child on one day', 'officer.kandal', this.events, body);
    if (crowded) await this.clear(child, { groupReason: 'Brothers and cousins of one village.' }, 'director.kandal');
  }

  private attemptsOf = (what: string): number => this.desk.attempts.filter((one) => one.what === what).length;

  private clearance(child: Living, more: object) {
    const waiting = this.living.some((one) => one.needy && one.counted && !one.gone && one !== child);
    const needReason = waiting && !child.needy ? { needReason: 'Who is in greater need is not ready yet.' } : {};
    const to = child.goesTo === 'parents' ? 'home' : child.goesTo;
    const days = { leavesOn: this.desk.dateIn(1), firstVisitOn: this.desk.dateIn(4) };
    return house.cleared(child.id, to, child.kid.worker, days, { ...needReason, ...more });
  }

  private async clear(child: Living, more: object, login = 'officer.kandal'): Promise<void> {
    child.ready = false;
    await this.desk.tell(login, this.closure, this.clearance(child, more));
    child.cleared.open();
  }

  private async end(): Promise<void> {
    const { desk } = this;
    this.office.isSettling = true;
    await this.tell('supervisor.kandal', 'premises.emptied', { on: desk.on, beds: 'given to the health centre' });
    const bymover = house.verified(desk.on, [personOf('mosvy'), personOf('officer.kandal')]);
    await desk.attempt('verified by who moved children', 'mosvy', this.events, bymover);
    await this.agenda.later(2);
    await desk.tell('mosvy', this.closure, house.verified(desk.on, [personOf('mosvy'), this.verifier]));
    await desk.attempt('certificate with staff and money open', 'mosvy2', this.events, house.certificate(), true);
    const staff = { redeployed: 10, released: 30, unvetted: 0, openAllegations: 0 };
    await desk.attempt('staff without vetting', 'officer.kandal', this.events, {
      type: 'staff.settled',
      data: { ...staff, unvetted: 2 },
    });
    await this.tell('officer.kandal', 'staff.settled', staff);
    await this.tell('officer.kandal', 'assets.settled', { on: desk.on, deeds: 'The house goes to the commune.' });
    await this.tell('officer.kandal', 'records.filed', { on: desk.on, place: 'archive' });
    await this.loseOneAtTheEnd();
    const { status } = await desk.tell('mosvy', this.closure, house.certificate(), true);
    if (status === 200) this.told.certified = this.agenda.today;
  }

  /** On the day of the certificate a child is missing: nothing is signed until it was found and seen again. */
  private async loseOneAtTheEnd(): Promise<void> {
    const child = this.living.find(({ kid, dead, again }) => isFamily(kid.destination) && !dead && !again);
    if (!child) return;
    await new ChildLife(this.scene, child).goMissingAtTheEnd(async () => {
      await this.desk.attempt('certificate while a child is missing', 'mosvy2', this.events, house.certificate(), true);
      await this.doors.tryAll();
    });
    await this.tell('supervisor.kandal', 'premises.emptied', { on: this.desk.on, beds: 'given to the health centre' });
    await this.desk.tell('mosvy', this.closure, house.verified(this.desk.on, [personOf('mosvy'), this.verifier]));
  }

  /** P-30: unannounced visits, until the end of the period or of the story. */
  private async watch(): Promise<void> {
    const { desk, agenda } = this;
    const watched = (on: string) => ({ visitOn: on, unannounced: true, found: 'empty', people: ['nobody'] });
    await agenda.later(1);
    await desk.attempt('watched before the window', 'dsw.kandal', this.events, {
      type: 'visit.recorded',
      data: watched(desk.on),
    });
    for (;;) {
      const { items } = await desk.read('supervisor.kandal', `/instances/${this.closure}/visits?limit=100`);
      const next = (items as any[]).find(({ status }) => status === 'planned');
      if (next === undefined) return;
      await agenda.later(Math.max(1, Math.round((Date.parse(next.due.on) - Date.parse(desk.on)) / 86_400_000)));
      const answer = await this.tell('dsw.kandal', 'visit.recorded', watched(desk.on));
      this.told.surveillance += 1;
      this.told.outcome = answer.body?.outcome;
    }
  }
}

const personOf = (login: string): string => accountOf(login).person;
const isFamily = (to: string): boolean => ['parents', 'kin', 'foster'].includes(to);
const byNeed = (a: Living, b: Living): number => Number(b.needy) - Number(a.needy) || a.kid.number - b.kid.number;
/** Everybody who acts in the story; they sign in before anything breaks. */
export const cast = [
  ...['commune', 'dsw', 'dsw2', 'ngo', 'supervisor', 'officer', 'director'].map((desk) => `${desk}.kandal`),
  ...['rci.kdl-003', 'rci.kdl-001', 'mosvy', 'mosvy2', 'mosvy3', 'admin'],
];
