/** Every door to an early end of the closure, by the ministry and by SQL: each must be shut while a child is unaccounted for. */
import { homeId, type Scene } from './closing-year-steps';
import { house } from './closing-year-forms';

export class Doors {
  constructor(
    private readonly scene: Scene,
    /** a child still lives there, or is lost: the people know it for sure */
    private readonly someoneLeft: () => boolean,
  ) {}

  /** Tried on each of these days until the certificate. */
  async beTried(days: ReadonlySet<number>): Promise<void> {
    const { agenda, isCertified } = this.scene;
    for (const day of [...days].sort((a, b) => a - b)) {
      if (day <= agenda.today) continue;
      await agenda.until(day);
      if (isCertified()) return;
      await this.tryAll();
    }
  }

  async tryAll(): Promise<void> {
    const { desk } = this.scene;
    const closure = this.scene.closure();
    const events = `/instances/${closure}/events`;
    const standing = `/institutions/${homeId}/standing`;
    const closed = { standing: 'closed', reason: 'The press is there.' };
    await desk.attempt('closed in the register', 'mosvy', standing, closed);
    await desk.attempt('unfrozen in the register', 'mosvy', standing, { standing: 'authorised', reason: 'A call.' });
    await desk.attempt('certificate too early', 'mosvy2', events, house.certificate(), true);
    // with every child verified the tables have nothing left to refuse
    if (!this.someoneLeft()) return;
    const close = `update homeward.institutions set standing = 'closed' where id = $1`;
    await desk.attack('closed by SQL, owner', 'owner', close, [homeId]);
    await desk.attack('closed by SQL, application', 'app', close, [homeId]);
    const outcome = `update homeward.instances set outcome = 'CLOSED_VERIFIED', status = 'closed' where id = $1`;
    await desk.attack('case ended by SQL', 'owner', outcome, [closure]);
    const remove = 'delete from homeward.census where instance = $1';
    await desk.attack('census row removed by SQL', 'owner', remove, [closure]);
    const bend = `update homeward.census set found = 'authorisedAbsent' where instance = $1 and found <> 'authorisedAbsent'`;
    await desk.attack('census bent by SQL', 'owner', bend, [closure]);
  }
}
