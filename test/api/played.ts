/** Stories played in a town, to have cases that went the whole way. */
import { Player } from '../../apps/commands/story-player';
import { findStory } from '../../apps/commands/story';
import type { Town } from './town';

/** Plays a story step by step. It is made before anybody else has signed in: a code signs in once. */
export class Played {
  private readonly steps;
  private readonly player: Player;
  private readonly people: string[];
  private readonly sends: string[];
  private done = 0;

  constructor(town: Town, name: string) {
    const story = findStory(name)!;
    this.sends = story.steps.map((step) => (step.body as { type?: string } | undefined)?.type ?? '');
    this.people = [...new Set(story.steps.flatMap((step) => step.as ?? []))];
    this.player = new Player(town.api.url, story);
    this.steps = this.player.play();
  }

  /** Signs everybody in who acts in the story. */
  async signIn(): Promise<void> {
    const player = this.player as unknown as { tokenOf(login: string): Promise<string> };
    for (const login of this.people) await player.tokenOf(login);
  }

  /** Plays on until the next step would send the event named, or has the number (from 1); without one, to the end. */
  async until(next?: string | number): Promise<void> {
    const isNext = () => this.sends[this.done] === next || this.done + 1 === next;
    while (this.done < this.sends.length && !isNext()) {
      await this.steps.next();
      this.done += 1;
    }
  }
}

/** Records children as living in an institution, without any decision. */
export async function liveAt(town: Town, institution: string, children: string[], at: string): Promise<void> {
  const body = { kind: 'presence', children, institution, at };
  const { status, body: answer } = await town.send('dsw.kandal', '/facts', { body });
  if (status >= 400) throw new Error(JSON.stringify(answer));
}
