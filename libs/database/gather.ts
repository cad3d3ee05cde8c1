import { Lanes } from './lanes';

/** One question waiting for its turn. */
interface Waiting<Q, A> {
  question: Q;
  resolve(answer: A): void;
  reject(error: unknown): void;
}

/**
 * Asks the database for many at once: what comes while a question is on its way waits for its answer (see Lanes), and goes
 * together with the next one, at most `most` at a time. A lone question goes at once. Every question is asked
 * after it came. Where the database refuses a batch for its values, each of it is asked again alone, so that one cannot fail
 * its neighbours. For questions that only read.
 */
export class Gather<Q, A> {
  private readonly waiting: Waiting<Q, A>[] = [];
  private readonly lanes: Lanes;

  constructor(
    /** answers in the order of the questions */
    private readonly ask: (questions: Q[]) => Promise<A[]>,
    private readonly most = 32,
    /** milliseconds after which a question goes beside one that is not answered yet */
    patience?: number,
  ) {
    this.lanes = new Lanes(() => this.flush(), 2, patience);
  }

  get(question: Q): Promise<A> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ question, resolve, reject });
      // what is asked in the same breath goes together
      if (this.waiting.length === 1) queueMicrotask(() => this.flush());
    });
  }

  private flush(): void {
    while (this.waiting.length > 0 && this.lanes.isFree())
      void this.send(this.waiting.splice(0, this.most)).finally(this.lanes.leave());
  }

  private async send(batch: Waiting<Q, A>[]): Promise<void> {
    try {
      const answers = await this.ask(batch.map(({ question }) => question));
      batch.forEach(({ resolve }, i) => resolve(answers[i]!));
    } catch (error) {
      if (batch.length > 1 && isOfValues(error)) await Promise.all(batch.map((one) => this.send([one])));
      else for (const { reject } of batch) reject(error);
    }
  }
}

/** Did the database refuse what was asked (SQLSTATE classes 22, 23, P0), rather than fail? */
const isOfValues = (error: unknown): boolean => {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^(22|23|P0)/.test(code);
};
