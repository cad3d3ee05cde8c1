/** What the document says of answers: every route names its own, and the document can be made into types. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import { describeApi } from '../../apps/commands/openapi';
import { holdToDocument, routes } from './answers';

const unversioned = ['/metrics'];
let document: OpenAPIObject & { components: { schemas: Record<string, any> } };

beforeAll(async () => {
  document = (await describeApi()) as typeof document;
});

it('knows of no route that keeps its answer to itself', () => {
  expect(routes.length).toBeGreaterThan(70);
  const silent = routes.filter(
    ({ path, answers, produces }) => answers.size === 0 && produces.length === 0 && !unversioned.includes(path),
  );
  expect(silent.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
});

it('documents each answer under its status', () => {
  const wrong: string[] = [];
  for (const { method, path, answers } of routes.filter((route) => route.answers.size > 0)) {
    const { responses } = (document.paths[path.replace(/:(\w+)/g, '{$1}')] as any)[method.toLowerCase()];
    const told = Object.entries(responses as Record<string, { content?: Record<string, unknown> }>)
      .filter(([status]) => status !== 'default')
      .map(([status, { content }]) => `${status} ${content?.['application/json'] === undefined ? 'nothing' : 'json'}`);
    const promised = [...answers].map(([status, schema]) => `${status} ${schema ? 'json' : 'nothing'}`);
    if (told.join() !== promised.join()) wrong.push(`${method} ${path}: ${told.join()}, ${promised.join()}`);
  }
  expect(wrong).toEqual([]);
});

it('names what answers share once, and refers to nothing that is not there', () => {
  const { schemas } = document.components;
  const names = 'Text Due Task Alert Incident CaseView CaseLine JournalLine Child ChildLine Family Institution Person';
  const more =
    'Area Parameter ParameterProposal Holiday HolidayProposal Workflow WorkflowSummary Session Device Problem';
  expect(Object.keys(schemas)).toEqual(expect.arrayContaining(`${names} ${more}`.split(' ')));
  const referred = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref!);
  expect(referred.length).toBeGreaterThan(100);
  expect([...new Set(referred)].filter((ref) => !schemas[ref.replace('#/components/schemas/', '')])).toEqual([]);
  expect(schemas.Due.properties.explanation).toEqual({
    anyOf: [{ $ref: '#/components/schemas/Text' }, { type: 'null' }],
  });
});

it('gives no name to two shapes, of which the document would keep one', () => {
  const shapes = new Map<string, Set<string>>();
  for (const { answers } of routes)
    for (const schema of answers.values()) {
      if (!schema) continue;
      const { $defs = {} } = z.toJSONSchema(z.object({ schema }), { unrepresentable: 'any' });
      for (const [name, shape] of Object.entries($defs))
        shapes.set(name, (shapes.get(name) ?? new Set()).add(JSON.stringify(shape)));
    }
  expect(shapes.size).toBeGreaterThan(50);
  expect([...shapes].filter(([, all]) => all.size > 1).map(([name]) => name)).toEqual([]);
});

it('becomes types', () => {
  const folder = mkdtempSync(join(tmpdir(), 'homeward-types-'));
  try {
    const [given, made] = [join(folder, 'openapi.json'), join(folder, 'schema.d.ts')];
    writeFileSync(given, JSON.stringify(document));
    const command = join(__dirname, '../../node_modules/openapi-typescript/bin/cli.js');
    execFileSync(process.execPath, [command, given, '-o', made], { stdio: 'pipe' });
    expect(readFileSync(made, 'utf8')).toMatch(/CaseView: \{[^}]*reference: string;/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('is held to: a field too many, one missing, one of another kind and a status never told are found', () => {
  const token = { token: 'x' };
  const hold = (body: unknown, status = 200) => holdToDocument('POST', '/api/v1/session/password', status, body);
  expect(() => hold(token)).not.toThrow();
  expect(() => hold({ ...token, more: 1 })).toThrow(/more/);
  expect(() => hold({})).toThrow(/token/);
  expect(() => hold({ token: 1 })).toThrow(/token/);
  expect(() => hold(token, 201)).toThrow(/not documented/);
  expect(() => hold({ code: 'forbidden' }, 403)).not.toThrow();
});
