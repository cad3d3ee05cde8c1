/** From the request to the file: registration, assignment, assessment, recommendation, quality check, meeting. */
import { startOf } from '../time';
import { beside, items, keep, nothingDone, withDone, withDuty, type Context, type Item } from './context';
import { kit, must, set, when } from './kit';
import { takeRequest, tell } from './acts';
import { messages } from './texts/messages';

/** Rules of a request, wherever it is submitted. */
export const requestRules = must(
  'N-04',
  'gatekeeping.support-first',
  'gatekeeping.countersigned',
  'gatekeeping.one-request',
  'N-16',
  'N-06',
  'N-20',
  'gatekeeping.happened',
);
export const submit = { target: '#gatekeeping.open.steps.submitted', guard: requestRules, actions: [takeRequest] };

const caseworker = (context: Context) => context.caseworker;

const step = (name: keyof Context['done']) => set((context) => ({ done: withDone(context, name) }));
/** Who meets the child, or verifies a document, assesses the case (N-10). */
const assesses = set((context, given) => ({ duties: withDuty(context, 'assessors', given) }));

const takeForm2 = set((context, given) => {
  const scores = { ...given.data.child, ...given.data.family } as Record<Item, number>;
  return {
    views: true,
    low: items.filter((item) => scores[item] <= 2),
    parents: context.parents === 'overridden' ? context.parents : given.data.parentsAnswer,
    duties: withDuty(context, 'assessors', given),
    anchors: { ...context.anchors, form2: startOf(given.data.visitOn) },
  };
});
const form2Rules = must('N-14', 'gatekeeping.form2', 'gatekeeping.happened', 'N-10');

/** As of when the ladder answers: the date written, and no later than the last contact for relatives and for a foster family. */
function answersOf(form: { on: string; rungs: { rung: string; contacted?: { on: string }[] }[] }): number[] {
  const last = form.rungs
    .filter((r) => ['relatives', 'foster'].includes(r.rung) && r.contacted && r.contacted.length > 0)
    .map((r) =>
      r
        .contacted!.map((c) => c.on)
        .sort()
        .at(-1)!,
    );
  return [form.on, ...last].map(startOf);
}

/** Everything is assessed anew: Form 2, documents and ladder of an older visit no longer count. */
export const reopen = {
  target: '#gatekeeping.open.steps.assessing',
  actions: [
    set((context, given) => ({
      done: { ...nothingDone, registered: true },
      anchors: keep(context.anchors, [...beside, 'submitted'], { registered: given.now }),
      low: [],
      suitable: [],
      documentsRefuted: false,
      disabilityPlan: false,
    })),
  ],
};

export const submitted = kit.createStateConfig({
  meta: { task: { name: 'acknowledge', role: 'dsw', due: 'acknowledge' } },
  on: {
    'request.registered': {
      target: 'assigning',
      actions: [
        set((context, given) => ({
          risk: given.data.risk,
          done: withDone(context, 'registered'),
          anchors: { ...context.anchors, registered: given.now },
        })),
      ],
    },
  },
});

const assign = {
  guard: must('gatekeeping.caseworker'),
  actions: [set((_context, given) => ({ caseworker: given.data.caseworker.toLowerCase() }))],
};

export const assigning = kit.createStateConfig({
  meta: { task: { name: 'assign', role: 'districtSupervisor', due: 'assign' } },
  on: { 'caseworker.assigned': { target: 'assessing', ...assign } },
});

export const assessing = kit.createStateConfig({
  type: 'parallel',
  always: { guard: 'assessed', target: 'recommending' },
  on: {
    'caseworker.assigned': assign,
  },
  states: {
    firstContact: {
      initial: 'pending',
      states: {
        pending: {
          meta: { task: { name: 'firstContact', role: 'dsw', due: 'firstContact', assignee: caseworker } },
          on: {
            'contact.made': {
              target: 'done',
              guard: must('gatekeeping.met', 'gatekeeping.happened', 'N-10'),
              actions: [assesses, step('contact')],
            },
          },
        },
        done: { type: 'final' },
      },
    },
    form2: {
      initial: 'pending',
      states: {
        pending: {
          meta: { task: { name: 'form2', role: 'dsw', due: 'form2', assignee: caseworker } },
          on: {
            'form2.submitted': [
              { target: 'countersigning', guard: when('byNgo', form2Rules), actions: [takeForm2] },
              { target: 'done', guard: form2Rules, actions: [takeForm2, step('form2')] },
            ],
          },
        },
        countersigning: {
          meta: { check: true, task: { name: 'countersign', role: 'dsw', due: 'form2' } },
          on: {
            'form2.countersigned': {
              target: 'done',
              guard: must('N-10'),
              actions: [assesses, step('form2')],
            },
          },
        },
        done: { type: 'final' },
      },
    },
    documents: {
      initial: 'pending',
      states: {
        pending: {
          meta: { task: { name: 'verifyDocuments', role: 'dsw', due: 'form2', assignee: caseworker } },
          on: {
            'documents.verified': {
              target: 'done',
              guard: must('gatekeeping.documents-covered', 'gatekeeping.happened', 'N-10'),
              actions: [
                assesses,
                set((_context, given) => ({
                  documentsRefuted: (given.data.documents as { result: string }[]).some(
                    (d) => d.result !== 'confirmed',
                  ),
                })),
                step('documents'),
              ],
            },
          },
        },
        done: { type: 'final' },
      },
    },
    ladder: {
      initial: 'pending',
      states: {
        pending: {
          meta: { task: { name: 'ladder', role: 'dsw', due: 'form2', assignee: caseworker } },
          on: {
            'ladder.completed': {
              target: 'done',
              guard: must('N-11', 'N-10', 'gatekeeping.happened'),
              actions: [
                set((context, given) => ({
                  suitable: (given.data.rungs as { rung: Context['suitable'][number]; result: string }[])
                    .filter((r) => r.result === 'suitable' && r.rung !== 'institution')
                    .map((r) => r.rung)
                    .sort(),
                  duties: withDuty(context, 'assessors', given),
                  anchors: {
                    ...context.anchors,
                    ladder: Math.min(...answersOf(given.data), given.now),
                  },
                })),
                step('ladder'),
              ],
            },
          },
        },
        done: { type: 'final' },
      },
    },
  },
});

export const recommending = kit.createStateConfig({
  meta: { task: { name: 'recommend', role: 'dsw', due: 'plan', assignee: caseworker } },
  on: {
    'plan.recommended': {
      target: 'qualityCheck',
      guard: must('gatekeeping.plan-lines', 'gatekeeping.draft-plan', 'gatekeeping.happened', 'N-10'),
      actions: [
        set((context, given) => ({
          done: withDone(context, 'recommended'),
          disabilityPlan: !!given.data.disabilityPlan,
          duties: withDuty(context, 'assessors', given),
          anchors: { ...context.anchors, recommended: given.now },
        })),
      ],
    },
    'assessment.reopened': reopen,
  },
});

export const qualityCheck = kit.createStateConfig({
  meta: { check: true, task: { name: 'qualityCheck', role: 'districtSupervisor', due: 'qualityCheck' } },
  on: {
    'quality.forwarded': {
      target: 'panel',
      guard: must('gatekeeping.checklist', 'N-10'),
      actions: [
        set((context, given) => ({
          done: withDone(context, 'quality'),
          duties: withDuty(context, 'reviewers', given),
          anchors: { ...context.anchors, complete: given.now },
        })),
      ],
    },
    'quality.returned': {
      target: 'recommending',
      guard: must('N-10'),
      actions: [set((context) => ({ done: { ...context.done, recommended: false } }))],
    },
  },
});

export const panel = kit.createStateConfig({
  meta: { task: { name: 'panel', role: 'pdosvyOfficer', due: 'decision' } },
  on: {
    'panel.held': {
      target: 'deciding',
      guard: must(
        'gatekeeping.seats',
        'gatekeeping.quorum',
        'gatekeeping.interests',
        'gatekeeping.dissent',
        'gatekeeping.happened',
        'N-14',
        'gatekeeping.parents-heard',
        'N-10',
      ),
      actions: [
        set((context, given) => ({
          done: withDone(context, 'panel'),
          views: true,
          duties: withDuty(
            context,
            'panel',
            given,
            (given.data.members as { person: string; interestDeclared?: string }[])
              .filter((m) => m.interestDeclared === 'none')
              .map((m) => m.person.toLowerCase())
              .filter((p) => !context.duties.assessors.includes(p)),
          ),
        })),
      ],
    },
  },
});

const release = set(({ anchors: { held: _over, ...anchors } }) => ({ held: undefined, anchors }));

/** Beside the steps: the place that an undecided request asks for. Where it may not receive, the file goes on, to a family. */
export const place = kit.createStateConfig({
  initial: 'open',
  states: {
    open: {
      on: {
        'institution.statusChanged': {
          target: 'suspended',
          guard: 'stopped',
          actions: [
            tell('requestSuspended', ['dsw', 'commune', 'pdosvyDirector'], messages.requestSuspended),
            set((context, given) => ({
              held: context.institution,
              anchors: { ...context.anchors, held: given.now },
            })),
          ],
        },
      },
    },
    suspended: {
      meta: { worry: true, task: { name: 'seekFamily', role: 'dsw', due: 'familyOption', assignee: caseworker } },
      always: { guard: 'unheld', target: 'open', actions: [release] },
      on: {
        'institution.statusChanged': {
          target: 'open',
          guard: 'eligible',
          actions: [tell('requestResumed', ['dsw', 'commune'], messages.requestResumed), release],
        },
      },
    },
  },
});
