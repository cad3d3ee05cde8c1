/**
 * `npm run story -- E1 [--url http://…] [--json]`: starts a throwaway product (empty data, clock by hand), plays a story of
 * `test/stories` over HTTP, prints it and stops. Exit code 1 where an answer differs. `outage-year` is a story of its own.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../libs/database';
import { tellClosingYear } from './closing-year';
import { runAlone } from './command';
import { endingAll } from './endings';
import { CommandRefusal, flag, optionsOf, text } from './options';
import { tellOutageYear } from './outage-year';
import { Player, storyForm, type Played, type Story } from './story-player';
import { startThrowaway } from './throwaway';

const folder = join(projectRoot(), 'test', 'stories');

/** The story of that name, such as `E1`; undefined when there is none. */
export function findStory(name: string): Story | undefined {
  const file = readdirSync(folder).find((one) => one.toLowerCase() === `${name.toLowerCase()}.json`);
  return file === undefined ? undefined : storyForm.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
}

export const storyNames = (): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -5))
    .sort();

const clockOf = (at: string): string => `${at.slice(0, 10)} ${at.slice(11, 16)}`;

/** One step as a person reads it. */
function lines(played: Played): string[] {
  const out = [
    `${played.differences.length > 0 ? '✗' : '✓'} ${String(played.number).padStart(2)}  ${clockOf(played.at)}  ${played.who}`,
    `      ${played.say.en}`,
  ];
  if (played.request) {
    const what = played.code ? `${played.status} ${played.code}` : String(played.status);
    out.push(`      ${played.request} → ${what}${played.state.length > 0 ? `  [${played.state.join(', ')}]` : ''}`);
  }
  for (const rule of played.rules) out.push(`        ${rule.id}: ${rule.missing}`);
  if (played.tasks.length > 0)
    out.push(`        due: ${played.tasks.map((task) => `${task.name} ${local(task.due)}`).join(' · ')}`);
  for (const difference of played.differences) out.push(`      DIFFERS  ${difference}`);
  return out;
}

/** A date as it is; an instant in Phnom Penh. */
const local = (due: string): string =>
  due.length <= 10 ? due : clockOf(new Date(Date.parse(due) + 7 * 3_600_000).toISOString());

/** Plays and prints; answers with the number of steps that differ. */
async function tell(url: string, story: Story, json: boolean, texts?: string): Promise<number> {
  const steps: Played[] = [];
  if (!json) process.stdout.write(`${story.id}  ${story.title.en}\n    ${story.title.km}\n    ${story.about.en}\n\n`);
  for await (const played of new Player(url, story, texts).play()) {
    steps.push(played);
    if (!json) process.stdout.write(`${lines(played).join('\n')}\n`);
  }
  const differing = steps.filter((step) => step.differences.length > 0).length;
  if (json) process.stdout.write(`${JSON.stringify({ story: story.id, steps, differing })}\n`);
  else
    process.stdout.write(
      `\n${story.id}: ${steps.length} steps, ${differing === 0 ? 'all as told' : `${differing} differ`}.\n`,
    );
  return differing;
}

async function main(args: string[]): Promise<number> {
  if (args[0] === 'outage-year') return tellOutageYear(args.slice(1));
  if (args[0] === 'closing-year') return tellClosingYear(args.slice(1));
  const { url, json, words } = optionsOf(args, { url: text, json: flag }, { takesWords: true });
  const stories = words.map(findStory);
  if (words.length === 0 || stories.includes(undefined))
    throw new CommandRefusal(`Name a story: ${storyNames().join(', ')}, outage-year, closing-year`);
  let differing = 0;
  for (const story of stories as Story[])
    differing += await endingAll(async ({ start }) => {
      if (url !== undefined) return tell(url.replace(/\/$/, ''), story, json);
      const product = await start(startThrowaway, ({ stop }) => stop());
      return tell(product.url, story, json, product.texts);
    });
  return differing > 0 ? 1 : 0;
}

if (require.main === module) runAlone(main);
