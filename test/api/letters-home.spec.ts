/** The papers of one way home, through the API: which decision becomes a letter, what the forms carry, when a letter falls. */
import { rungs, childItems, familyItems } from '../../workflows/vocabulary';
import { Town } from './town';

let town: Town;
let id: string;
const home = '081007';
const on = '2017-03-06';
const all = (names: readonly string[], value: number) => Object.fromEntries(names.map((name) => [name, value]));
const signed = { by: 'thumbprint', on };

async function send(as: string, type: string, data: object): Promise<void> {
  const { body } = await town.send(as, `/instances/${id}`);
  const headers = { 'If-Match': `"${body.version}"` };
  const { status, body: answer } = await town.send(as, `/instances/${id}/events`, { body: { type, data }, headers });
  if (status >= 400) throw new Error(`${type}: ${JSON.stringify(answer)}`);
}
const page = async (document: string, more = ''): Promise<string> =>
  (await town.send('supervisor.kandal', `/instances/${id}/documents/${document}?as=html&lang=en${more}`))
    .body as string;
const itemOf = async (document: string) =>
  (await town.send('supervisor.kandal', `/instances/${id}/documents`)).body.items.find(
    (item: { document: string }) => item.document === document,
  );

const plan = {
  lines: [],
  siblings: [],
  deviceNeeded: false,
  parentDetained: false,
  contactPlan: 'Sundays with her brother',
  signatures: { caseworker: signed, guardian: signed, authority: signed },
};
const review = {
  decision: 'approve',
  aims: 'a bed of her own',
  reasons: 'The grandmother is ready.',
  advice: ['health', 'education'],
  members: [
    { name: 'nurse', office: 'health centre' },
    { name: 'teacher', office: 'school' },
  ],
};

beforeAll(async () => {
  town = await Town.open();
  const child = await town.child();
  const form1 = { child, source: 'request', home, interviewees: [], childTypes: [], needs: [] };
  const { body } = await town.send('dsw.kandal', '/instances', {
    body: {
      workflow: 'family-reintegration',
      area: home,
      data: { ...form1, risk: 'low', contactLost: false, abuseAlleged: false },
    },
  });
  id = body.id;
  await send('dsw.kandal', 'form2.submitted', {
    visitOn: on,
    contactType: 'inPerson',
    place: 'home',
    childSeen: true,
    privateTalk: true,
    consent: 'child',
    rightsExplained: ['general'],
    child: all(childItems, 3),
    views: { heard: true, words: 'I want to go home' },
    contactLost: false,
    decision: 'accepts',
    signatures: { child: signed, caseworker: signed },
  });
  await send('dsw.kandal', 'homeAssessment.submitted', {
    visitOn: on,
    adults: [{ name: 'grandmother', relation: 'grandmother', checked: true, concern: false }],
    housing: 'a house',
    income: 'rice',
    idpoor: true,
    family: all(familyItems, 3),
    reasonForSeparationPresent: false,
    safe: true,
    familyWilling: true,
    refusalGrounds: [],
    conclusion: 'canBeReintegrated',
    signatures: { caseworker: signed },
  });
}, 240_000);
afterAll(() => town.close());

it('makes no letter of a review that sends the plan back, and one of the review that approves', async () => {
  await send('dsw.kandal', 'plan.submitted', plan);
  await send('supervisor.kandal', 'placement.reviewed', { ...review, decision: 'return' });
  expect((await itemOf('placement-decision')).line).toBeNull();
  await send('dsw.kandal', 'plan.submitted', plan);
  await send('supervisor.kandal', 'placement.reviewed', review);
  const letter = await page('placement-decision');
  for (const words of [
    'It is decided',
    'a bed of her own',
    'Sundays with her brother',
    'The grandmother is ready.',
    'N-30',
  ])
    expect(letter).toContain(words);
  expect(await itemOf('placement-decision')).toMatchObject({ revoked: null, issued: [{ language: 'en' }] });
});

it('prints Form 4 with the promises and the four signatures, and Form 5 without the position of the device', async () => {
  await send('dsw.kandal', 'contact.recorded', { on, kind: 'visit', successful: true, monitored: true });
  await send('dsw.kandal', 'readiness.recorded', {
    documents: true,
    school: 'enrolled',
    grantRequested: true,
    disabilitySupport: 'notNeeded',
    device: 'notNeeded',
    village: true,
    family: true,
  });
  await send('dsw.kandal', 'placement.made', {
    placedOn: on,
    time: '08:30',
    home,
    homeKind: 'kin',
    carer: { name: 'grandmother', relation: 'grandmother' },
    receivedBy: 'grandmother',
    documentsHandedOver: ['birthCertificate'],
    ladder: rungs.map((rung) => ({ rung, answer: `asked about ${rung}` })),
    signatures: { child: signed, carer: signed, caseworker: signed, chief: signed },
  });
  const form4 = await page('form-4');
  expect(form4.match(/thumbprint, 6 March 2017/g)).toHaveLength(4);
  expect(form4).toContain('hands the child back to the competent authority');
  // the place by its name, not by its code
  expect(form4).not.toContain(home);
  await send('dsw.kandal', 'visit.recorded', {
    visitOn: on,
    contactType: 'telephone',
    childSeen: false,
    concerns: ['none'],
    actionsDone: [],
    position: { lat: 11.5625, lon: 104.9125 },
  });
  const form5 = await page('form-5');
  expect(form5).toContain('telephone');
  expect(form5).not.toMatch(/11\.56|104\.91|[Ll]atitude/);
});

it('takes the force from the decision when the placement breaks down', async () => {
  await send('dsw.kandal', 'breakdown.recorded', { on, reason: 'conflict', where: 'kin', note: 'n' });
  expect((await itemOf('placement-decision')).revoked).toMatchObject({
    reason: { en: 'the placement has broken down' },
  });
  expect(await page('placement-decision')).toContain('no longer valid');
});
