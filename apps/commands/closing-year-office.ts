/** What the offices do beside the children: the money of the house, its files, and the date of the order. */
import type { Scene } from './closing-year-steps';

export class Office {
  /** decisions that put the date off */
  extensions = 0;
  /** the money of the house is being settled: nobody checks it any more */
  isSettling = false;

  constructor(
    private readonly scene: Scene,
    private readonly isEmpty: () => boolean,
  ) {}

  private tell(login: string, type: string, data: object, signed = false) {
    return this.scene.desk.tell(login, this.scene.closure(), { type, data }, signed);
  }

  /** The money is checked each month; a donor leaves, files burn, both are made good. */
  async keepMoney(): Promise<void> {
    const { desk, agenda, isCertified } = this.scene;
    await agenda.later(10);
    await this.tell('officer.kandal', 'donor.left', { on: desk.on, note: 'The board abroad has stopped.' });
    await agenda.later(2);
    await this.tell('officer.kandal', 'cash.checked', { on: desk.on, enough: true, months: 6 });
    await this.tell('officer.kandal', 'records.destroyed', { on: desk.on, what: 'Files of the second floor.' });
    await agenda.later(5);
    await this.tell('officer.kandal', 'records.rebuilt', { on: desk.on, from: 'commune, school, health centre' });
    for (;;) {
      await agenda.later(28);
      if (isCertified() || this.isSettling || this.isEmpty()) return;
      await this.tell('officer.kandal', 'cash.checked', { on: desk.on, enough: true, months: 6 });
    }
  }

  /** The date of the order passes: each new one is a decision that is signed and counted. */
  async extend(): Promise<void> {
    const { desk, agenda, isCertified } = this.scene;
    for (;;) {
      await agenda.later(80);
      if (isCertified()) return;
      const data = { targetOn: desk.dateIn(95), reasons: 'The children of greatest difficulty remain.' };
      await this.tell('mosvy2', 'extension.signed', data, true);
      this.extensions += 1;
    }
  }
}
