/** What in the answers of a team shows a danger to a child (domain B.4.3). Nothing here knows a browser. */
export const dangers = [
  'abuse',
  'locked',
  'missing',
  'underThree',
  'withoutDecision',
  'noDirector',
  'unregistered',
] as const;
export type Danger = (typeof dangers)[number];

export type Standing = 'authorisedPresent' | 'unauthorisedPresent' | 'authorisedAbsent' | 'unaccounted';
export interface RollBody {
  child?: string;
  label: string;
  standing: Standing;
  underThree?: boolean;
  underFive?: boolean;
  disability?: boolean;
  seenAlone?: boolean;
  explained?: boolean;
  note?: string;
}

export const isPresent = ({ standing }: Partial<RollBody>): boolean => standing?.endsWith('Present') ?? false;

/** What a device says of one thing now. */
export interface Said {
  kind: string;
  item: string;
  body: Record<string, unknown>;
}
export interface Sign {
  danger: string;
  sign: string;
}

/**
 * What shows a danger: each disclosure and each child under three is one sign of its own, as `danger/thing`; of the other dangers
 * one sign is like the next, and is named by the danger alone.
 */
export function signsIn(said: readonly Said[], items: readonly { id: string; hard: string | null }[]): Sign[] {
  const of = (kind: string) => said.filter((one) => one.kind === kind);
  const each = (danger: string, things: readonly string[]) =>
    things.map((thing) => ({ danger, sign: `${danger}/${thing}` }));
  const any = (danger: string, shown: boolean) => (shown ? [{ danger, sign: danger }] : []);
  const failing = new Set(
    of('answer')
      .filter(({ body }) => body['answer'] === 'fails')
      .map(({ item }) => item),
  );
  const roll = of('roll').map(({ item, body }) => ({ item, row: body }));
  const named = (rows: readonly { item: string }[]) => rows.map(({ item }) => item);
  return [
    ...items.filter(({ id, hard }) => hard !== null && failing.has(id)).flatMap(({ id, hard }) => each(hard!, [id])),
    ...each('abuse', named(of('talk').filter(({ body }) => body['disclosure'] === true))),
    ...each('underThree', named(roll.filter(({ row }) => isPresent(row) && row.underThree))),
    ...any(
      'withoutDecision',
      roll.some(({ row }) => row.standing === 'unauthorisedPresent'),
    ),
    ...any(
      'missing',
      roll.some(({ row }) => row.standing === 'authorisedAbsent' && !row.explained),
    ),
  ];
}

/** The dangers of which a sign is not among those that were reported, in the order of the form. */
export function unreportedIn(signs: readonly Sign[], reported: readonly string[]): Danger[] {
  const open = new Set(signs.filter(({ sign }) => !reported.includes(sign)).map(({ danger }) => danger));
  return dangers.filter((danger) => open.has(danger));
}

/** What was reported once these dangers were told: they, and all that showed them. */
export const notedAfter = (signs: readonly Sign[], reported: readonly string[], told: readonly string[]): string[] => [
  ...new Set([...reported, ...told, ...signs.filter(({ danger }) => told.includes(danger)).map(({ sign }) => sign)]),
];
