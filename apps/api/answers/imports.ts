/** Answers about children placed with a family before their cases were kept here. */
import { z } from 'zod';
import { placementColumns, placementFaults, placementRow } from '../../../libs/registry';
import { count, day, id, instant, page, reach, text } from './shared';

const columnNames = Object.keys(placementColumns) as [
  keyof typeof placementColumns,
  ...(keyof typeof placementColumns)[],
];
const faultCodes = Object.keys(placementFaults) as [keyof typeof placementFaults, ...(keyof typeof placementFaults)[]];

const fault = z
  .strictObject({
    row: z.int().meta({ description: 'counts from 1, without the heading' }),
    column: z.enum(columnNames).nullable(),
    code: z.enum(faultCodes),
    text,
    rules: z.array(z.string()).optional().meta({ description: 'rules that refused the case' }),
  })
  .meta({ id: 'PlacementFault', description: 'What stands in the way of one row' });

export const columns = z
  .strictObject({
    items: z.array(z.strictObject({ name: z.enum(columnNames), title: text, about: text })),
    next: z.null(),
  })
  .meta({ id: 'PlacementColumns', description: 'The columns of the table' });

export const check = z
  .strictObject({
    count,
    rows: z.array(placementRow),
    faults: z.array(fault),
    unknown: z.array(z.string()).meta({ description: 'columns that are not known, and not read' }),
  })
  .meta({ id: 'PlacementCheck', description: 'A table as it was read; nothing is kept' });

const head = {
  id,
  area: reach,
  count,
  reason: z.string(),
  status: z.enum(['proposed', 'approved', 'rejected']),
  proposedAt: instant,
  decidedAt: instant.nullable(),
  /** whether the person who asks may decide */
  mine: z.boolean().meta({ description: 'the person who asks may decide it' }),
};

export const imports = page(
  z
    .strictObject(head)
    .meta({ id: 'PlacementImport', description: 'A table that waits for a second person, or is decided' }),
);

export const oneImport = z
  .strictObject({
    ...head,
    rows: z.array(
      z.strictObject({
        row: z.int(),
        home: z.string(),
        place: text,
        placedOn: day,
        risk: z.enum(['high', 'medium', 'low']),
        initials: text,
        worker: z.string(),
        lastSeenOn: day.nullable(),
        instance: id.nullable(),
      }),
    ),
  })
  .meta({ id: 'PlacementImportRows', description: 'What a table says, without names' });

export const applied = z
  .strictObject({
    id,
    status: z.literal('approved'),
    opened: z.array(z.strictObject({ row: z.int(), child: id, instance: id, reference: z.string() })),
    faults: z.array(fault),
  })
  .meta({ id: 'PlacementsApplied', description: 'The cases that were opened, and the rows that were not' });

export const decided = z
  .strictObject({ id, status: z.enum(['proposed', 'rejected']) })
  .meta({ id: 'PlacementsDecided', description: 'The proposal as it stands' });
