/** The events that a person may send: their form, who may send them, and the facts their rules need. */
import type { EventSpec, Role } from '../workflow';
import { assessmentForms as a, decisionForms as d, placementForms as p, requestForms as r } from './forms';

const requesters: Role[] = ['commune', 'dsw', 'police', 'hospital', 'rciDirector', 'ngoCaseworker', 'village'];
const recorders: Role[] = [
  'village', 'commune', 'dsw', 'districtSupervisor', 'pdosvyOfficer', 'pdosvyDirector', 'mosvy', 'rciDirector',
  'ngoCaseworker', 'police', 'hospital',
];
const workers: Role[] = ['dsw', 'ngoCaseworker'];

export const events: Record<string, EventSpec> = {
  'request.submitted': {
    text: { en: 'Submit the admission request', km: 'ដាក់ពាក្យស្នើសុំ' },
    form: r.requestSubmitted, by: requesters, action: 'admission.request',
    facts: ['children', 'institution', 'earlierRequests'],
  },
  'concern.reported': {
    text: { en: 'Report a concern', km: 'រាយការណ៍កង្វល់' },
    form: r.concernReported, by: recorders, action: 'concern.report',
  },
  'concern.triaged': {
    text: { en: 'No immediate danger: support comes first', km: 'គ្មានគ្រោះថ្នាក់ភ្លាមៗ៖ ការគាំទ្រមកមុន' },
    form: r.concernTriaged, by: ['commune', 'dsw'],
  },
  'support.offered': {
    text: { en: 'Record what was offered to the family', km: 'កត់ត្រាការផ្តល់ជូនគ្រួសារ' },
    form: r.supportOffered, by: ['commune', 'dsw'],
  },
  'emergency.opened': {
    text: { en: 'Open an emergency', km: 'បើកករណីបន្ទាន់' },
    form: r.emergencyOpened, by: requesters, action: 'admission.request', facts: ['children'],
  },
  'dutyWorker.reached': {
    text: { en: 'The social worker on duty was reached', km: 'បានទាក់ទងបុគ្គលិកសង្គមកិច្ចប្រចាំការ' },
    form: r.dutyWorkerReached, by: ['police', 'hospital', 'commune', 'dsw'],
  },
  'destination.proposed': {
    text: { en: 'Name the emergency destination', km: 'កំណត់កន្លែងស្នាក់នៅបន្ទាន់' },
    form: p.destinationProposed, by: ['police', 'hospital', 'commune', 'dsw'],
    facts: ['children', 'institution', 'emergencies'],
  },
  'child.seen': {
    text: { en: 'The child was seen in person', km: 'បានជួបកុមារផ្ទាល់' },
    form: a.childSeen, by: ['dsw'], action: 'child.assess',
  },
  'request.registered': {
    text: { en: 'Acknowledge and register with the risk level', km: 'ទទួលស្គាល់ និងចុះបញ្ជីជាមួយកម្រិតហានិភ័យ' },
    form: r.requestRegistered, by: ['dsw'],
  },
  'caseworker.assigned': {
    text: { en: 'Assign the caseworker', km: 'ចាត់តាំងអ្នកគ្រប់គ្រងករណី' },
    form: r.caseworkerAssigned, by: ['districtSupervisor'],
  },
  'contact.made': {
    text: { en: 'Record the first contact', km: 'កត់ត្រាការជួបលើកដំបូង' },
    form: a.contactMade, by: workers, action: 'child.assess',
  },
  'form2.submitted': {
    text: { en: 'Form 2: assessment of child and family', km: 'ទម្រង់ទី២៖ ការវាយតម្លៃកុមារ និងគ្រួសារ' },
    form: a.form2Submitted, by: workers, action: 'child.assess', facts: ['children'],
  },
  'form2.countersigned': {
    text: { en: 'Countersign Form 2', km: 'ចុះហត្ថលេខាបញ្ជាក់ទម្រង់ទី២' },
    form: a.form2Countersigned, by: ['dsw'], action: 'child.assess',
  },
  'documents.verified': {
    text: { en: 'Verify the documents at their sources', km: 'ផ្ទៀងផ្ទាត់ឯកសារនៅប្រភព' },
    form: a.documentsVerified, by: ['dsw'],
  },
  'ladder.completed': {
    text: { en: 'The six rungs of Form 4', km: 'កម្រិតទាំង៦នៃទម្រង់ទី៤' },
    form: a.ladderCompleted, by: ['dsw'], action: 'child.assess',
  },
  'plan.recommended': {
    text: { en: 'Form 3: recommendation and plan', km: 'ទម្រង់ទី៣៖ អនុសាសន៍ និងផែនការ' },
    form: a.planRecommended, by: ['dsw'],
  },
  'assessment.reopened': {
    text: { en: 'Assess again', km: 'វាយតម្លៃឡើងវិញ' },
    form: d.assessmentReopened, by: ['dsw', 'districtSupervisor'],
  },
  'quality.forwarded': {
    text: { en: 'Forward the file to the meeting', km: 'បញ្ជូនសំណុំរឿងទៅកិច្ចប្រជុំ' },
    form: a.qualityForwarded, by: ['districtSupervisor'], facts: ['interests'],
  },
  'quality.returned': {
    text: { en: 'Return the file with reasons', km: 'ប្រគល់សំណុំរឿងត្រឡប់ដោយមានមូលហេតុ' },
    form: a.qualityReturned, by: ['districtSupervisor'], facts: ['interests'],
  },
  'panel.held': {
    text: { en: 'Minutes of the gatekeeping meeting', km: 'កំណត់ហេតុកិច្ចប្រជុំច្រកទ្វារ' },
    form: a.panelHeld, by: ['pdosvyOfficer', 'panelMember'],
  },
  'decision.approved': {
    text: { en: 'Approve for a limited time', km: 'អនុម័តមានកាលកំណត់' },
    form: d.approved, by: ['pdosvyDirector', 'mosvy'], action: 'admission.decide', signature: true,
    facts: ['children', 'institution', 'interests', 'origin'],
  },
  'decision.refusedFamilySupport': {
    text: { en: 'Refuse, with support for the family', km: 'បដិសេធ ដោយផ្តល់ការគាំទ្រដល់គ្រួសារ' },
    form: d.refusedFamilySupport, by: ['pdosvyDirector', 'mosvy'], action: 'admission.decide', signature: true,
    facts: ['children', 'interests'],
  },
  'decision.refusedAlternativeCare': {
    text: { en: 'Decide for relatives or a foster family', km: 'សម្រេចដាក់ជាមួយសាច់ញាតិ ឬគ្រួសារធម៌' },
    form: d.refusedAlternativeCare, by: ['districtSupervisor'], action: 'familyPlacement.decide', signature: true,
    facts: ['children', 'interests'],
  },
  'decision.interimCare': {
    text: { en: 'Decide interim care until a date', km: 'សម្រេចការថែទាំបណ្តោះអាសន្នដល់ថ្ងៃកំណត់' },
    form: d.interimCare, by: ['pdosvyDirector', 'mosvy'], action: 'admission.decide', signature: true,
    facts: ['children', 'institution', 'interests'],
  },
  'decision.returnedForInfo': {
    text: { en: 'Ask for more information', km: 'ស្នើព័ត៌មានបន្ថែម' },
    form: d.returnedForInfo, by: ['pdosvyDirector', 'mosvy'], action: 'admission.decide',
  },
  'decision.referredToCourt': {
    text: { en: 'Refer to the court', km: 'បញ្ជូនទៅតុលាការ' },
    form: d.referredToCourt, by: ['pdosvyDirector', 'mosvy'], action: 'admission.decide', signature: true,
    facts: ['children', 'interests'],
  },
  'decision.referredToMosvy': {
    text: { en: 'Refer to the ministry', km: 'បញ្ជូនទៅក្រសួង' },
    form: d.referredToMosvy, by: ['pdosvyDirector'], action: 'admission.decide',
  },
  'decision.reinstated': {
    text: { en: 'Let the suspended admission stand', km: 'អនុញ្ញាតឱ្យការទទួលដែលព្យួរមានសុពលភាពវិញ' },
    form: d.reinstated, by: ['pdosvyDirector', 'mosvy'], action: 'admission.decide', signature: true,
    facts: ['children', 'institution', 'interests'],
  },
  'info.provided': {
    text: { en: 'Answer the questions', km: 'ឆ្លើយសំណួរ' },
    form: d.infoProvided, by: ['dsw', 'commune'],
  },
  'court.inquired': {
    text: { en: 'Record the inquiry at the court', km: 'កត់ត្រាការសាកសួរតុលាការ' },
    form: d.courtInquired, by: ['districtSupervisor', 'pdosvyOfficer', 'dsw'],
  },
  'court.authorised': {
    text: { en: 'The court allows care against the objection', km: 'តុលាការអនុញ្ញាតទោះមានការជំទាស់' },
    form: d.courtRuled, by: ['districtSupervisor', 'pdosvyOfficer', 'court'],
  },
  'court.refused': {
    text: { en: 'The court does not allow it', km: 'តុលាការមិនអនុញ្ញាត' },
    form: d.courtRefused, by: ['districtSupervisor', 'pdosvyOfficer', 'court'], facts: ['children'],
  },
  'notice.delivered': {
    text: { en: 'The family has received the decision', km: 'គ្រួសារបានទទួលសេចក្តីសម្រេច' },
    form: d.noticeDelivered, by: ['dsw', 'commune', 'ngoCaseworker'],
  },
  'appeal.filed': {
    text: { en: 'File an appeal', km: 'ដាក់បណ្តឹងតវ៉ា' },
    form: d.appealFiled, by: ['commune', 'dsw', 'ngoCaseworker'],
  },
  'appeal.upheld': {
    text: { en: 'The refusal stands', km: 'សេចក្តីសម្រេចបដិសេធនៅដដែល' },
    form: d.appealDecided, by: ['mosvy'], action: 'admission.decide', signature: true, facts: ['interests'],
  },
  'appeal.overturned': {
    text: { en: 'The case is assessed anew and decided by the ministry', km: 'ករណីត្រូវវាយតម្លៃឡើងវិញ ហើយសម្រេចដោយក្រសួង' },
    form: d.appealDecided, by: ['mosvy'], action: 'admission.decide', signature: true, facts: ['interests'],
  },
  'request.withdrawn': {
    text: { en: 'Withdraw the request', km: 'ដកពាក្យស្នើ' },
    form: r.requestWithdrawn, by: ['commune', 'dsw'], facts: ['children'],
  },
  'arrival.recorded': {
    text: { en: 'Record the arrival', km: 'កត់ត្រាការមកដល់' },
    form: p.arrivalRecorded, by: ['rciDirector', 'hospital', 'dsw', 'ngoCaseworker'], action: 'arrival.confirm',
    facts: ['children', 'institution'], fact: true,
  },
  'placement.planned': {
    text: { en: 'Plan of the placement', km: 'ផែនការនៃការដាក់' },
    form: p.placementPlanned, by: workers,
  },
  'review.continued': {
    text: { en: 'Review: continue', km: 'ពិនិត្យឡើងវិញ៖ បន្ត' },
    form: p.reviewHeld, by: ['dsw'],
  },
  'review.returnDecided': {
    text: { en: 'Review: return to the parents', km: 'ពិនិត្យឡើងវិញ៖ ត្រឡប់ទៅឪពុកម្តាយ' },
    form: p.reviewHeld, by: ['districtSupervisor'], action: 'familyPlacement.decide', signature: true, facts: ['interests'],
  },
  'review.familyCareDecided': {
    text: { en: 'Review: move to family-based care', km: 'ពិនិត្យឡើងវិញ៖ ផ្លាស់ទៅការថែទាំក្នុងគ្រួសារ' },
    form: p.familyCareFound, by: ['districtSupervisor'], action: 'familyPlacement.decide', signature: true,
    facts: ['interests'],
  },
  'renewal.started': {
    text: { en: 'Prepare a new decision', km: 'រៀបចំសេចក្តីសម្រេចថ្មី' },
    form: p.renewalStarted, by: ['dsw'],
  },
  'placement.started': {
    text: { en: 'Hand the child to the family (Form 4)', km: 'ប្រគល់កុមារទៅគ្រួសារ (ទម្រង់ទី៤)' },
    form: p.placementStarted, by: ['dsw', 'ngoCaseworker', 'commune', 'rciDirector', 'hospital'],
    action: 'arrival.confirm',
  },
  'lapse.acknowledged': {
    text: { en: 'Acknowledge the lapsed authority', km: 'ទទួលស្គាល់ការផុតកំណត់សិទ្ធិ' },
    form: p.lapseAcknowledged, by: ['pdosvyDirector', 'mosvy'],
  },
  safetyConcern: {
    text: { en: 'Raise a safety concern', km: 'រាយការណ៍កង្វល់សុវត្ថិភាព' },
    form: p.safetyConcern, by: recorders, action: 'concern.report', fact: true, restricted: true,
  },
  childMissing: {
    text: { en: 'The child is missing', km: 'កុមារបាត់ខ្លួន' },
    form: p.childMissing, by: recorders, action: 'concern.report', fact: true,
  },
  courtOrderReceived: {
    text: { en: 'A court order was received', km: 'បានទទួលដីកាតុលាការ' },
    form: p.courtOrderReceived, by: [...recorders, 'court'], fact: true,
  },
  childDied: {
    text: { en: 'The child has died', km: 'កុមារបានស្លាប់' },
    form: p.childDied, by: recorders, fact: true,
  },
};
