/** What the devices of an inspection sent, put together to the fact that its rules read. */
import type { Pool } from 'pg';
import { checklists, currentChecklist, findingOf, type Answer, type Item } from '../../workflows/inspection/checklist';
import { disclosures, type Hard } from '../../workflows/inspection/context';
import type { Facts, InspectionFact } from '../../workflows/facts';
import { ageOn, dateOf } from '../../workflows/time';
import { digestOf, type FactsRequest } from '../engine';

interface Piece {
  id: string;
  kind: 'answer' | 'photo' | 'roll' | 'talk' | 'bed';
  item: string;
  body: Record<string, any>;
}

interface Sources {
  digest: string;
  /** version in the package of the team; null before there is one */
  checklist: number | null;
  /** those that no other takes the place of */
  pieces: Piece[];
  /** those that came after the report */
  late: Piece[];
  /** photos that have not arrived whole */
  awaited: string[];
  /** those of the team who were at another inspection in the same hours */
  elsewhere: string[];
  /** children whom the register expects there */
  expected: string[];
  children: { called: string; id: string; birth: string; disability: boolean; authorised: boolean }[];
}

type Found = InspectionFact['found'][number];
/** A row of the roll with what the register knows. */
interface Row extends Found {
  underFive: boolean;
  disability: boolean;
  explained: boolean;
}

/** The fact of an inspection at an instant; once a report was signed, what it said then (N-41). */
export async function inspectionFact(
  pool: Pool,
  about: { instance: string; institution: string; now: number },
): Promise<InspectionFact> {
  const { rows } = await pool.query<{ sources: Sources; signed: InspectionFact | null }>({
    name: 'inspection',
    text: `select (select r.found from homeward.inspection_reports r where r.instance = $1) as signed, homeward.inspection_sources($1, $2)
      || jsonb_build_object('awaited', homeward.photos_awaited($1), 'elsewhere', homeward.inspection_elsewhere($1)) as sources`,
    values: [about.instance, about.institution],
  });
  const { signed, sources } = rows[0]!;
  const today = dateOf(about.now);
  // a photo that was lost may still arrive
  const fact = signed ? { ...signed, awaited: sources.awaited } : factOf(sources, today);
  if (sources.late.length === 0) return fact;
  const after = factOf({ ...sources, pieces: sources.late, expected: [] }, today);
  return { ...fact, shown: bothShown(fact.shown, after.shown), late: after.hard };
}

type Shown = NonNullable<InspectionFact['shown']>;
const union = (one: readonly string[] = [], other: readonly string[] = []): string[] =>
  [...new Set([...one, ...other])].sort();
const bothShown = (one?: Shown, other?: Shown): Shown => ({
  young: union(one?.young, other?.young),
  disclosed: union(one?.disclosed, other?.disclosed),
});

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Of the files that a form names as evidence, those of the case, and when they arrived. */
export async function filesOf(pool: Pool, { names, instance, data }: FactsRequest): Promise<Pick<Facts, 'files'>> {
  if (!names.includes('files') || instance === undefined) return {};
  const { evidence } = (data ?? {}) as { evidence?: unknown };
  const asked = (Array.isArray(evidence) ? evidence : []).filter((id) => typeof id === 'string' && uuid.test(id));
  if (asked.length === 0) return { files: [] };
  const { rows } = await pool.query<{ files: Facts['files'] }>({
    name: 'files',
    text: 'select homeward.files_fact($1, $2::uuid[]) as files',
    values: [instance, asked],
  });
  return { files: rows[0]!.files };
}

const knownOf = ({ child }: Piece['body'], children: Sources['children']) =>
  children.find(({ called }) => called === (child as string | undefined)?.toLowerCase());

/** What a piece is about and what it says; a child of the register is one child, whatever two devices call its row. */
function toldOf({ kind, item, body }: Piece, children: Sources['children']): { name: string; says: string } {
  if (kind === 'answer') return { name: item, says: JSON.stringify(body) };
  const known = kind === 'roll' ? knownOf(body, children) : undefined;
  const { label: _, note: __, child: ___, ...seen } = body;
  return { name: `${kind}:${known?.id ?? item}`, says: JSON.stringify(known ? seen : body) };
}

/** One piece for each thing, and the things of which two pieces say different things. */
function single(pieces: readonly Piece[], children: Sources['children']): { one: Piece[]; conflicts: string[] } {
  const one = new Map<string, { piece: Piece; says: string }>();
  const conflicts = new Set<string>();
  for (const piece of pieces.filter(({ kind }) => kind !== 'photo')) {
    const { name, says } = toldOf(piece, children);
    const other = one.get(name);
    // jsonb comes with its keys in one order
    if (other && other.says !== says) conflicts.add(name);
    one.set(name, { piece, says });
  }
  return { one: [...one.values()].map(({ piece }) => piece), conflicts: [...conflicts].sort() };
}

function factOf(
  { digest, pieces, expected, children, awaited, elsewhere, ...more }: Sources,
  today: string,
): InspectionFact {
  const checklist = more.checklist ?? currentChecklist;
  const { one, conflicts } = single(pieces, children);
  const of = (kind: Piece['kind']) => one.filter((piece) => piece.kind === kind);
  const items = checklists[checklist] ?? [];
  const answers = new Map(of('answer').map(({ item, body }) => [item, body.answer as Answer]));
  const roll = of('roll').map((piece) => rowOf(piece, children, today));
  const said = pieces.filter(({ kind }) => kind === 'roll').map((piece) => rowOf(piece, children, today));
  const talks = of('talk').map(({ body }) => body);
  const there = roll.filter(({ standing }) => standing.endsWith('Present'));
  const seen = new Set(roll.flatMap(({ child }) => child ?? []));
  const findings = items.flatMap((item) => {
    const answer = answers.get(item.id);
    const finding = answer && findingOf(item, answer);
    return finding ? [finding] : [];
  });
  // where two pieces differ, the one that tells of a danger counts until a person has chosen
  const fails = new Set(pieces.filter(({ body }) => body.answer === 'fails').map(({ item }) => item));
  const hard: Hard[] = [
    ...items.flatMap((item) => (item.hard && fails.has(item.id) ? [item.hard] : [])),
    ...(said.some(isYoung) ? (['underThree'] as const) : []),
    ...(said.some(({ standing }) => standing === 'unauthorisedPresent') ? (['withoutDecision'] as const) : []),
    ...(said.some((r) => r.standing === 'authorisedAbsent' && !r.explained) ? (['missing'] as const) : []),
    ...(pieces.some(isSpoken) ? (['abuse'] as const) : []),
  ];
  return {
    checklist,
    answered: items.filter(({ id }) => answers.has(id)).length,
    missing: items.filter(({ id, mandatory }) => mandatory && !answers.has(id)).map(({ id }) => id),
    conflicts,
    photos: pieces.filter(({ kind }) => kind === 'photo').length,
    awaited,
    elsewhere,
    rooms: of('bed').length,
    beds: of('bed').reduce((sum, { body }) => sum + (body.count as number), 0),
    expected: expected.length,
    found: roll.map(({ underFive: _, disability: __, explained: ___, ...row }) => row),
    unreconciled:
      expected.filter((id) => !seen.has(id)).length + roll.filter((r) => r.standing === 'unaccounted').length,
    findings,
    hard: [...new Set(hard)].sort(),
    shown: {
      young: marksOf(pieces.filter((p) => p.kind === 'roll' && isYoung(rowOf(p, children, today)))),
      disclosed: marksOf(pieces.filter((p) => isSpoken(p) || (p.body.answer === 'fails' && isDisclosing(p, items)))),
    },
    talks: {
      children: talks.filter((talk) => talk.with === 'child').length,
      staff: talks.filter((talk) => talk.with === 'staff').length,
      underFiveSeen: there.every((row) => !row.underFive || row.seenAlone),
      disabledSeen: there.every((row) => !row.disability || row.seenAlone),
    },
    digest,
  };
}

const isYoung = ({ standing, underThree }: Row): boolean => standing.endsWith('Present') && underThree;
const isSpoken = ({ kind, body }: Piece): boolean => kind === 'talk' && body.disclosure === true;
const isDisclosing = ({ kind, item }: Piece, items: readonly Item[]): boolean =>
  kind === 'answer' && items.some(({ id, hard }) => id === item && hard !== undefined && disclosures.includes(hard));

/** One mark for each thing that the pieces are about; it tells nothing of it, and stays where a later piece takes the place of one. */
const marksOf = (pieces: readonly Piece[]): string[] =>
  [...new Set(pieces.map(({ kind, item }) => digestOf(`${kind}:${item}`).slice(0, 12)))].sort();

/** A row of the roll; where the register knows the child, it says whether there is a decision, and how young it may be. */
function rowOf({ item, body }: Piece, children: Sources['children'], today: string): Row {
  const known = knownOf(body, children);
  const said = body.standing as Found['standing'];
  const present = said.endsWith('Present');
  const age = known && ageOn(known.birth, today);
  return {
    ...(known && { child: known.id }),
    label: (body.label as string | undefined) ?? item,
    standing: present ? (known?.authorised ? 'authorisedPresent' : 'unauthorisedPresent') : said,
    underThree: body.underThree === true || (age !== undefined && age < 3),
    seenAlone: body.seenAlone === true,
    underFive: body.underFive === true || body.underThree === true || (age !== undefined && age < 5),
    disability: body.disability === true || (known?.disability ?? false),
    explained: body.explained === true,
  };
}
