import type { Text } from '../language';
import { number } from '../language/khmer';

/** Words of the questions that are answered from the register. */
export const referenceTexts = {
  // children
  ofCase: { en: 'Children of this case', km: 'កុមារនៃករណីនេះ' },
  chosen: { en: 'Children chosen', km: 'កុមារដែលបានជ្រើសរើស' },
  noneChosen: { en: 'No child is chosen yet.', km: 'មិនទាន់បានជ្រើសរើសកុមារទេ។' },
  takeOut: { en: 'Take out', km: 'ដកចេញ' },
  find: { en: 'Find a child in the register', km: 'ស្វែងរកកុមារក្នុងបញ្ជី' },
  findHint: {
    en: 'A name in Khmer or in Latin letters, or a part of it. Searches are recorded.',
    km: 'ឈ្មោះជាអក្សរខ្មែរ ឬអក្សរឡាតាំង ឬផ្នែកនៃឈ្មោះ។ ការស្វែងរកត្រូវបានកត់ត្រា។',
  },
  search: { en: 'Search', km: 'ស្វែងរក' },
  found: (count: number): Text => ({
    en: count === 1 ? '1 child found' : `${count} children found`,
    km: `រកឃើញកុមារ ${number(count).km} នាក់`,
  }),
  nobody: {
    en: 'No child with this name in your area. Try another spelling, or register the child.',
    km: 'គ្មានកុមារឈ្មោះនេះក្នុងតំបន់របស់អ្នកទេ។ សូមសាកល្បងសរសេរតាមរបៀបផ្សេង ឬចុះបញ្ជីកុមារ។',
  },
  tooMany: {
    en: 'Only the first are shown. Write more of the name.',
    km: 'បង្ហាញតែកុមារដំបូងៗប៉ុណ្ណោះ។ សូមសរសេរឈ្មោះឱ្យពេញជាងនេះ។',
  },
  pick: { en: 'Choose', km: 'ជ្រើសរើស' },
  picked: { en: 'chosen', km: 'បានជ្រើសរើស' },
  siblingsOf: { en: 'Brothers and sisters in the register, who stay together:', km: 'បងប្អូនក្នុងបញ្ជី ដែលត្រូវនៅជាមួយគ្នា៖' },
  addSibling: { en: 'Add', km: 'បន្ថែម' },
  notSearchable: {
    en: 'Your appointment does not search the register of children. Call the commune office: it sends the form.',
    km: 'មុខងាររបស់អ្នកមិនអាចស្វែងរកក្នុងបញ្ជីកុមារបានទេ។ សូមទូរស័ព្ទទៅការិយាល័យឃុំ/សង្កាត់ ដើម្បីបញ្ជូនទម្រង់នេះ។',
  },
  unnamed: { en: 'Name not shown to you', km: 'ឈ្មោះមិនបង្ហាញដល់អ្នក' },
  nameless: { en: 'Name not known', km: 'មិនស្គាល់ឈ្មោះ' },
  unknown: { en: 'Not known to you', km: 'អ្នកមិនអាចមើលបាន' },
  born: (birth: Text): Text => ({ en: `born ${birth.en}`, km: `កើត ${birth.km}` }),
  between: (from: Text, to: Text): Text => ({
    en: `between ${from.en} and ${to.en}`,
    km: `ចន្លោះ ${from.km} និង ${to.km}`,
  }),
  sexes: {
    female: { en: 'girl', km: 'ស្រី' },
    male: { en: 'boy', km: 'ប្រុស' },
    unknown: { en: 'sex not known', km: 'មិនស្គាល់ភេទ' },
  } as Record<string, Text>,

  // institutions
  institution: { en: 'Choose an institution', km: 'ជ្រើសរើសគ្រឹះស្ថាន' },
  eligible: { en: 'Authorised, with free places', km: 'មានការអនុញ្ញាត និងមានកន្លែងទំនេរ' },
  notEligible: { en: 'May not receive a child now', km: 'មិនអាចទទួលកុមារបានឥឡូវនេះ' },
  places: (free: number): Text => ({
    en: free === 1 ? '1 free place' : `${free} free places`,
    km: `កន្លែងទំនេរ ${number(free).km}`,
  }),
  full: { en: 'full', km: 'ពេញ' },
  noInspection: { en: 'never inspected', km: 'មិនដែលមានអធិការកិច្ច' },
  standings: {
    authorised: { en: 'authorised', km: 'មានការអនុញ្ញាត' },
    unauthorised: { en: 'unauthorised', km: 'គ្មានការអនុញ្ញាត' },
    suspended: { en: 'suspended', km: 'ត្រូវបានព្យួរ' },
    frozen: { en: 'admissions frozen', km: 'ត្រូវបានផ្អាកការទទួល' },
    closed: { en: 'closed', km: 'បានបិទ' },
  } as Record<string, Text>,
  warned: {
    en: 'This institution may not receive a child now:',
    km: 'គ្រឹះស្ថាននេះមិនអាចទទួលកុមារបានឥឡូវនេះ៖',
  },

  // people
  person: { en: 'Choose a person', km: 'ជ្រើសរើសបុគ្គល' },
  findPerson: { en: 'Search by a part of the name', km: 'ស្វែងរកតាមផ្នែកនៃឈ្មោះ' },
  findCaseworker: { en: 'Search by a part of the name, or of the district', km: 'ស្វែងរកតាមផ្នែកនៃឈ្មោះ ឬឈ្មោះស្រុក' },
  peopleFound: (count: number): Text => ({
    en: count === 1 ? '1 person found.' : `${count} people found.`,
    km: `រកឃើញបុគ្គល ${number(count).km} នាក់។`,
  }),
  morePeople: {
    en: 'The list does not hold everybody. Search by name.',
    km: 'បញ្ជីនេះមិនបង្ហាញបុគ្គលទាំងអស់ទេ។ សូមស្វែងរកតាមឈ្មោះ។',
  },
  elsewhere: { en: 'Somebody else in the area', km: 'អ្នកផ្សេងក្នុងតំបន់' },

  // areas
  province: { en: 'Province or capital', km: 'ខេត្ត/រាជធានី' },
  district: { en: 'District, city or khan', km: 'ស្រុក/ក្រុង/ខណ្ឌ' },
  commune: { en: 'Commune or sangkat', km: 'ឃុំ/សង្កាត់' },
  village: { en: 'Village', km: 'ភូមិ' },
  choose: { en: 'Choose', km: 'ជ្រើសរើស' },
  notKnown: { en: 'Not known', km: 'មិនដឹង' },
  placeSearch: { en: 'Or search: village or commune', km: 'ឬស្វែងរក៖ ភូមិ / ឃុំ' },
  placesFound: (count: number): Text => ({
    en: count === 1 ? '1 place found' : `${count} places found`,
    km: `រកឃើញ ${number(count).km} កន្លែង`,
  }),
  noPlace: { en: 'No place of this name.', km: 'គ្មានកន្លែងឈ្មោះនេះទេ។' },

  // attachments
  attach: { en: 'Choose a photo or document', km: 'ជ្រើសរើសរូបថត ឬឯកសារ' },
  attachHint: {
    en: 'Photos are made smaller on this device; their position and camera data are removed.',
    km: 'រូបថតត្រូវបានបង្រួមក្នុងឧបករណ៍នេះ ហើយទិន្នន័យទីតាំង និងកាមេរ៉ាត្រូវបានលុប។',
  },
  attachLater: {
    en: 'Documents are attached once the case is open.',
    km: 'ឯកសារអាចភ្ជាប់បាន ក្រោយពេលបើកករណី។',
  },
  attached: { en: 'Document attached', km: 'ឯកសារបានភ្ជាប់' },
  attaching: { en: 'Attaching', km: 'កំពុងភ្ជាប់' },
  notAttached: {
    en: 'The file could not be sent. Try again with a connection.',
    km: 'មិនអាចបញ្ជូនឯកសារបានទេ។ សូមព្យាយាមម្តងទៀតពេលមានការតភ្ជាប់។',
  },
};

/** Words of the registration of a child. */
export const newChildTexts = {
  open: { en: 'Register a new child', km: 'ចុះបញ្ជីកុមារថ្មី' },
  describe: { en: 'Describe the child', km: 'ពណ៌នាអំពីកុមារ' },
  describeHint: {
    en: 'Say what is known. A name is not needed; who takes this up finds out who the child is.',
    km: 'សូមប្រាប់អ្វីដែលដឹង។ មិនចាំបាច់មានឈ្មោះទេ អ្នកទទួលបន្តនឹងស្វែងរកអត្តសញ្ញាណកុមារ។',
  },
  addDescribed: { en: 'Add this child', km: 'បន្ថែមកុមារនេះ' },
  described: { en: 'The child is described and chosen.', km: 'កុមារត្រូវបានពណ៌នា និងជ្រើសរើស។' },
  title: { en: 'New child', km: 'កុមារថ្មី' },
  nameKm: { en: 'Name in Khmer', km: 'ឈ្មោះជាអក្សរខ្មែរ' },
  nameLatin: { en: 'Name in Latin letters', km: 'ឈ្មោះជាអក្សរឡាតាំង' },
  oneName: { en: 'Write the name in at least one script', km: 'សូមសរសេរឈ្មោះយ៉ាងហោចណាស់ជាអក្សរមួយប្រភេទ' },
  sex: { en: 'Sex', km: 'ភេទ' },
  female: { en: 'Girl', km: 'ស្រី' },
  male: { en: 'Boy', km: 'ប្រុស' },
  unknownSex: { en: 'Not known', km: 'មិនស្គាល់' },
  precision: { en: 'What is known of the birth', km: 'តើដឹងអ្វីខ្លះអំពីថ្ងៃកំណើត' },
  byDay: { en: 'the date', km: 'ថ្ងៃខែឆ្នាំកំណើត' },
  byYear: { en: 'the year only', km: 'តែឆ្នាំកំណើត' },
  byAge: { en: 'about how old the child is', km: 'អាយុប្រហែល' },
  date: { en: 'Date of birth', km: 'ថ្ងៃខែឆ្នាំកំណើត' },
  year: { en: 'Year of birth', km: 'ឆ្នាំកំណើត' },
  youngest: { en: 'At least, in years', km: 'យ៉ាងតិច (ឆ្នាំ)' },
  oldest: { en: 'At most, in years', km: 'យ៉ាងច្រើន (ឆ្នាំ)' },
  yearWrong: {
    en: 'Enter a year, such as 2008, that is not in the future',
    km: 'សូមបញ្ចូលឆ្នាំ ដូចជា ២០០៨ ដែលមិនមែនក្នុងអនាគត',
  },
  dateWrong: { en: 'Enter a date of birth that is not in the future', km: 'សូមបញ្ចូលថ្ងៃកំណើតដែលមិនមែនក្នុងអនាគត' },
  agesWrong: {
    en: 'Enter two ages from 0 to 25, the smaller one first',
    km: 'សូមបញ្ចូលអាយុពីរ ពី ០ ដល់ ២៥ ដោយអាយុតិចជាងមុន',
  },
  disability: { en: 'Has the child a disability?', km: 'តើកុមារមានពិការភាពទេ?' },
  disabilityNote: { en: 'Which, and what the child needs', km: 'ពិការភាពអ្វី និងតម្រូវការរបស់កុមារ' },
  village: { en: 'Where the child lives', km: 'កន្លែងដែលកុមាររស់នៅ' },
  sibling: {
    en: 'Is this a brother or sister of the children chosen above?',
    km: 'តើជាបងប្អូនរបស់កុមារដែលបានជ្រើសរើសខាងលើឬ?',
  },
  register: { en: 'Register this child', km: 'ចុះបញ្ជីកុមារនេះ' },
  registering: { en: 'Registering', km: 'កំពុងចុះបញ្ជី' },
  cancel: { en: 'Cancel', km: 'បោះបង់' },
  registered: { en: 'The child is registered and chosen.', km: 'កុមារបានចុះបញ្ជី និងជ្រើសរើស។' },

  alike: { en: 'This child may be known already', km: 'កុមារនេះអាចមានក្នុងបញ្ជីរួចហើយ' },
  certain: (count: number): Text => ({
    en: `${count} with the same identifier`,
    km: `${number(count).km} នាក់មានលេខសម្គាល់ដូចគ្នា`,
  }),
  probable: (count: number): Text => ({
    en: `${count} with a similar name and birth`,
    km: `${number(count).km} នាក់មានឈ្មោះ និងថ្ងៃកំណើតស្រដៀងគ្នា`,
  }),
  earlier: { en: 'Earlier requests for such a child', km: 'ពាក្យស្នើមុនៗសម្រាប់កុមារបែបនេះ' },
  byRules: { en: 'rules:', km: 'វិធាន៖' },
  question: { en: 'Is it the same child?', km: 'តើជាកុមារតែម្នាក់ឬ?' },
  same: { en: 'It is the same child: I look for the earlier record', km: 'ជាកុមារតែម្នាក់៖ ខ្ញុំរកកំណត់ត្រាមុន' },
  other: { en: 'It is another child', km: 'ជាកុមារផ្សេង' },
  why: { en: 'Why this is another child', km: 'ហេតុអ្វីជាកុមារផ្សេង' },
  answer: { en: 'Continue', km: 'បន្ត' },
  sameNext: {
    en: 'Search for the earlier record by its name and choose it. The record just made stays out of this form; tell the district supervisor, who has the two joined.',
    km: 'សូមស្វែងរកកំណត់ត្រាមុនតាមឈ្មោះ ហើយជ្រើសរើស។ កំណត់ត្រាដែលទើបបង្កើតមិនប្រើក្នុងទម្រង់នេះទេ សូមប្រាប់ប្រធានថ្នាក់ស្រុក ដើម្បីបញ្ចូលកំណត់ត្រាទាំងពីរ។',
  },
};
