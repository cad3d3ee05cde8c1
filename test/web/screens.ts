/** One way to open each page of the application: who, and where. A page that is missing here fails the test. */
import { demoId } from '../../apps/demo';
import { institutionId } from '../api/town';

/** What a played town holds. */
export interface Places {
  case: string;
  child: string;
  incident: string;
  /** planned, of KDL-003 */
  inspection: string;
  parameter: string;
  /** a table of earlier placements that waits */
  table: string;
  /** a match of the watch list */
  match: string;
}

export interface Screen {
  /** demo login of somebody whose page it is */
  login: string;
  address: (at: Places) => string;
}

const screen = (login: string, address: Screen['address'] | string): Screen => ({
  login,
  address: typeof address === 'string' ? () => address : address,
});

/** By the pattern of the route. */
export const screens: Record<string, Screen> = {
  '/': screen('dsw2.kandal', '/'),
  '/notifications': screen('deputy.kandal', '/notifications'),
  '/start': screen('commune.kandal', '/start'),
  '/start/:workflow/:event': screen('commune.kandal', '/start/gatekeeping/request.submitted'),
  '/cases/:id/act/:event': screen('deputy.kandal', (at) => `/cases/${at.case}/act/childMissing`),
  '/village-report': screen('village.kandal', '/village-report'),
  '/requests': screen('commune.kandal', '/requests'),
  '/caseload': screen('dsw2.kandal', '/caseload'),
  '/cases/:id': screen('deputy.kandal', (at) => `/cases/${at.case}`),
  '/cases/:id/journal': screen('deputy.kandal', (at) => `/cases/${at.case}/journal`),
  '/cases/:id/family': screen('deputy.kandal', (at) => `/cases/${at.case}/family`),
  '/cases/:id/documents': screen('deputy.kandal', (at) => `/cases/${at.case}/documents`),
  '/cases/:id/chart': screen('deputy.kandal', (at) => `/cases/${at.case}/chart`),
  '/cases/:id/hand-over': screen('deputy.kandal', (at) => `/cases/${at.case}/hand-over`),
  '/visits': screen('dsw2.kandal', '/visits'),
  '/children/:id': screen('deputy.kandal', (at) => `/children/${at.child}`),
  '/agenda': screen('panel-health.kandal', '/agenda'),
  '/register': screen('deputy.kandal', '/register'),
  '/cases/:id/decision': screen('mosvy2', (at) => `/cases/${at.case}/decision`),
  '/cases/:id/decision/:event': screen('mosvy2', (at) => `/cases/${at.case}/decision/decision.refusedFamilySupport`),
  '/team': screen('deputy.kandal', '/team'),
  '/team/tasks': screen('deputy.kandal', '/team/tasks'),
  '/escalations': screen('deputy.kandal', '/escalations'),
  '/approvals': screen('mosvy2', '/approvals'),
  '/watch': screen('mosvy2', '/watch'),
  '/indicators': screen('deputy.kandal', '/indicators'),
  '/indicators/:id': screen('deputy.kandal', '/indicators/I-01'),
  '/watch-list': screen('officer.kandal', '/watch-list'),
  '/watch-list/:id': screen('officer.kandal', (at) => `/watch-list/${at.match}`),
  '/procedures/versions': screen('mosvy2', '/procedures/versions'),
  '/institutions': screen('deputy.kandal', '/institutions'),
  '/institutions/:id': screen('deputy.kandal', `/institutions/${institutionId('KDL-003')}`),
  '/institutions/:id/standing': screen('mosvy2', `/institutions/${institutionId('KDL-003')}/standing`),
  '/institutions/:id/people': screen('deputy.kandal', `/institutions/${institutionId('KDL-003')}/people`),
  '/institutions/:id/people/:person/end': screen(
    'officer.kandal',
    `/institutions/${institutionId('KDL-003')}/people/${demoId('no entry')}/end`,
  ),
  '/institutions/:id/premises': screen('deputy.kandal', `/institutions/${institutionId('KDL-003')}/premises`),
  '/institutions/:id/report': screen('rci.kdl-001', `/institutions/${institutionId('KDL-001')}/report`),
  '/inspections': screen('deputy.kandal', '/inspections'),
  '/inspections/plan': screen('deputy.kandal', '/inspections/plan'),
  '/inspections/plan/:id': screen('officer.kandal', `/inspections/plan/${demoId('no entry')}`),
  '/inspections/inspectors': screen('officer.kandal', '/inspections/inspectors'),
  '/inspections/ratings': screen('commune.kandal', '/inspections/ratings'),
  '/inspections/:id': screen('deputy.kandal', (at) => `/inspections/${at.inspection}`),
  '/inspections/:id/site': screen('dsw2.kandal', (at) => `/inspections/${at.inspection}/site`),
  '/inspections/:id/actions': screen('deputy.kandal', (at) => `/inspections/${at.inspection}/actions`),
  '/inspections/:id/rating': screen('deputy.kandal', (at) => `/inspections/${at.inspection}/rating`),
  '/incidents': screen('deputy.kandal', '/incidents'),
  '/incidents/:id': screen('deputy.kandal', (at) => `/incidents/${at.incident}`),
  '/closures': screen('mosvy2', '/closures'),
  '/closures/:id': screen('deputy.kandal', `/closures/${demoId('no closure')}`),
  '/closures/:id/children': screen('deputy.kandal', `/closures/${demoId('no closure')}/children`),
  '/closures/:id/census': screen('deputy.kandal', `/closures/${demoId('no closure')}/census`),
  '/national': screen('mosvy2', '/national'),
  '/placement-imports': screen('deputy.kandal', '/placement-imports'),
  '/placement-imports/new': screen('deputy.kandal', '/placement-imports/new'),
  '/placement-imports/:id': screen('mosvy2', (at) => `/placement-imports/${at.table}`),
  '/parameters': screen('mosvy2', '/parameters'),
  '/parameters/:id': screen('mosvy2', '/parameters/P-07'),
  '/holidays': screen('mosvy2', '/holidays'),
  '/holidays/propose': screen('mosvy2', '/holidays/propose'),
  '/procedures': screen('mosvy2', '/procedures'),
  '/people': screen('admin', '/people'),
  '/people/new': screen('admin', '/people/new'),
  '/people/:id': screen('admin', `/people/${demoId('person dsw.kandal')}`),
  '/people/:id/:act': screen('admin', `/people/${demoId('person dsw.kandal')}/appointment`),
  '/agencies': screen('admin', '/agencies'),
  '/agencies/new': screen('admin', '/agencies/new'),
  '/renewals/:id': screen('admin', `/renewals/${demoId('no renewal')}`),
  '/on-call': screen('admin', '/on-call'),
  '/areas': screen('admin', '/areas'),
  '/messages': screen('admin', '/messages'),
  '/journal-search': screen('admin', '/journal-search'),
  '/break-glass': screen('deputy.kandal', '/break-glass'),
  '/break-glass/new': screen('dsw2.kandal', '/break-glass/new'),
  '/reviews': screen('deputy.kandal', '/reviews'),
  '/reviews/:id': screen('deputy.kandal', `/reviews/${demoId('no review')}`),
  '/outbox': screen('dsw2.kandal', '/outbox'),
  '/outbox/import': screen('admin', '/outbox/import'),
  '/profile': screen('dsw2.kandal', '/profile'),
};
