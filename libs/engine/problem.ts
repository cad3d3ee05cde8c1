import type { Role, Text } from '../../workflows/workflow';

/** A rule that stands in the way, as the answer shows it. */
export interface BrokenRule {
  id: string;
  source: string;
  message: Text;
  /** what is missing, said to who can supply it */
  missing: Text;
  who: Role[];
}

/** A place in the request that cannot be taken: JSON path and a code. */
export interface FieldError {
  path: string;
  code: string;
  message?: Text;
}

/** Every way to say no, with its HTTP status and its words. `remedy` says what to do. */
export const problems = {
  not_found: {
    status: 404,
    title: { en: 'There is nothing here that you may see.', km: 'រកមិនឃើញអ្វីដែលអ្នកអាចមើលបានទេ។' },
  },
  unauthenticated: { status: 401, title: { en: 'Sign in first.', km: 'សូមចូលប្រើប្រាស់ជាមុនសិន។' } },
  forbidden: {
    status: 403,
    title: { en: 'Your appointment does not allow this here.', km: 'មុខងាររបស់អ្នកមិនអនុញ្ញាតឱ្យធ្វើការនេះនៅទីនេះទេ។' },
  },
  signature_required: {
    status: 403,
    title: {
      en: 'This needs your signature: send a fresh code in Homeward-Totp.',
      km: 'ត្រូវការហត្ថលេខារបស់អ្នក៖ សូមបញ្ជូនលេខកូដថ្មី (Homeward-Totp)។',
    },
  },
  key_missing: {
    status: 400,
    title: { en: 'Send an Idempotency-Key with every POST.', km: 'សូមភ្ជាប់ Idempotency-Key ជាមួយគ្រប់សំណើ POST។' },
  },
  key_reused: {
    status: 422,
    title: {
      en: 'This Idempotency-Key was used with other content. Use a new one.',
      km: 'Idempotency-Key នេះបានប្រើជាមួយខ្លឹមសារផ្សេងរួចហើយ។ សូមប្រើថ្មី។',
    },
  },
  version_missing: {
    status: 428,
    title: { en: 'Send the version you saw in If-Match.', km: 'សូមភ្ជាប់លេខកំណែដែលអ្នកបានឃើញក្នុង If-Match។' },
  },
  version_stale: {
    status: 409,
    title: {
      en: 'Somebody acted before you. Load the case again and look before you send.',
      km: 'មានអ្នកផ្សេងបានធ្វើមុនអ្នក។ សូមផ្ទុកករណីឡើងវិញ ហើយពិនិត្យមុនបញ្ជូន។',
    },
  },
  event_unknown: { status: 422, title: { en: 'This workflow has no such form.', km: 'នីតិវិធីនេះគ្មានទម្រង់បែបនេះទេ។' } },
  event_not_possible: {
    status: 409,
    title: { en: 'This step is not possible in the present state.', km: 'ជំហាននេះមិនអាចធ្វើបានក្នុងស្ថានភាពបច្ចុប្បន្នទេ។' },
  },
  instance_closed: {
    status: 409,
    title: { en: 'This case is closed. Nothing can be added to it.', km: 'ករណីនេះបានបិទហើយ។ មិនអាចបន្ថែមអ្វីបានទេ។' },
  },
  case_archived: {
    status: 410,
    title: {
      en: 'This case was closed long ago and lies in the archive. The ministry can bring its year back.',
      km: 'ករណីនេះបានបិទយូរហើយ ហើយស្ថិតនៅក្នុងបណ្ណសារ។ ក្រសួងអាចយកឆ្នាំនោះត្រឡប់មកវិញបាន។',
    },
  },
  form_invalid: {
    status: 422,
    title: {
      en: 'Some answers cannot be taken. Mend the fields named.',
      km: 'ចម្លើយខ្លះមិនអាចទទួលបាន។ សូមកែចន្លោះដែលបានបញ្ជាក់។',
    },
  },
  refused_by_rule: {
    status: 422,
    title: {
      en: 'The rules named stand in the way. Nothing was changed; the attempt is recorded.',
      km: 'មានវិធានរារាំងដូចបានបញ្ជាក់។ គ្មានអ្វីត្រូវបានផ្លាស់ប្តូរទេ ការប៉ុនប៉ងត្រូវបានកត់ត្រា។',
    },
  },
  refused_by_database: { status: 422, title: { en: 'The register refuses this.', km: 'បញ្ជីទិន្នន័យបដិសេធការនេះ។' } },
  line_unknown: {
    status: 422,
    title: { en: 'This case has no line with that number.', km: 'ករណីនេះគ្មានកំណត់ត្រាលេខនោះទេ។' },
  },
  line_not_event: {
    status: 422,
    title: {
      en: 'Only an event is corrected: this line is a refusal, a deadline, a hand-over or a correction.',
      km: 'អាចកែបានតែព្រឹត្តិការណ៍ប៉ុណ្ណោះ៖ កំណត់ត្រានេះជាការបដិសេធ កាលកំណត់ ការប្រគល់ភារកិច្ច ឬការកែតម្រូវ។',
    },
  },
  line_final: {
    status: 422,
    title: {
      en: 'This line stands for ever. It is not corrected.',
      km: 'កំណត់ត្រានេះនៅជាអចិន្ត្រៃយ៍ ហើយមិនអាចកែតម្រូវបានទេ។',
    },
  },
  line_corrected: {
    status: 409,
    title: { en: 'This line has been corrected already.', km: 'កំណត់ត្រានេះត្រូវបានកែតម្រូវរួចហើយ។' },
  },
  correction_same_case: {
    status: 422,
    title: {
      en: 'The line stands on that very case. Name another one, or none.',
      km: 'កំណត់ត្រានេះស្ថិតនៅក្នុងករណីនោះស្រាប់។ សូមបញ្ជាក់ករណីផ្សេង ឬទុកចន្លោះ។',
    },
  },
  correction_case_unknown: {
    status: 422,
    title: {
      en: 'There is no case with that id that you may see. Leave it out, and a supervisor can look.',
      km: 'គ្មានករណីដែលមានលេខសម្គាល់នោះដែលអ្នកអាចមើលបានទេ។ សូមទុកចន្លោះ ប្រធានអាចពិនិត្យបាន។',
    },
  },
  workflow_unknown: { status: 404, title: { en: 'There is no such workflow.', km: 'គ្មាននីតិវិធីបែបនេះទេ។' } },
  body_invalid: { status: 400, title: { en: 'The request is not readable as JSON.', km: 'សំណើមិនអាចអានជា JSON បានទេ។' } },
  body_too_large: { status: 413, title: { en: 'The request is too large.', km: 'សំណើធំពេក។' } },
  media_type: { status: 415, title: { en: 'Send application/json.', km: 'សូមបញ្ជូនជា application/json។' } },
  file_too_large: { status: 413, title: { en: 'The file is too large.', km: 'ឯកសារធំពេក។' } },
  file_type: { status: 415, title: { en: 'This kind of file is not taken.', km: 'មិនទទួលយកឯកសារប្រភេទនេះទេ។' } },
  file_unreadable: { status: 422, title: { en: 'The file cannot be read.', km: 'មិនអាចអានឯកសារបានទេ។' } },
  file_withdrawn: { status: 409, title: { en: 'The file is withdrawn already.', km: 'ឯកសារនេះត្រូវបានដកចេញរួចហើយ។' } },
  locked_out: {
    status: 429,
    title: { en: 'Too many attempts. Wait, then try again.', km: 'ព្យាយាមច្រើនដងពេក។ សូមរង់ចាំ រួចព្យាយាមម្តងទៀត។' },
  },
  origin_refused: { status: 403, title: { en: 'The request comes from another site.', km: 'សំណើមកពីគេហទំព័រផ្សេង។' } },
  clock_backwards: { status: 409, title: { en: 'The clock only moves forward.', km: 'នាឡិកាអាចទៅមុខបានតែប៉ុណ្ណោះ។' } },
  second_person: { status: 422, title: { en: 'A second person must do this.', km: 'ត្រូវមានមនុស្សទីពីរធ្វើការនេះ។' } },
  conflict: { status: 409, title: { en: 'This conflicts with what is recorded.', km: 'ការនេះផ្ទុយនឹងអ្វីដែលបានកត់ត្រា។' } },
  sealed_key_unknown: {
    status: 422,
    title: {
      en: 'This was sealed for another installation. It cannot be opened here.',
      km: 'ទិន្នន័យនេះត្រូវបានបិទត្រាសម្រាប់ប្រព័ន្ធផ្សេង។ មិនអាចបើកនៅទីនេះបានទេ។',
    },
  },
  sealed_invalid: {
    status: 422,
    title: {
      en: 'What the device sealed was changed on the way, or is not whole. Nothing was recorded.',
      km: 'ទិន្នន័យដែលឧបករណ៍បានបិទត្រាត្រូវបានកែប្រែ ឬមិនពេញលេញ។ គ្មានអ្វីត្រូវបានកត់ត្រាទេ។',
    },
  },
  sealed_foreign: {
    status: 403,
    title: {
      en: 'This is the work of another person. It waits until they sign in themselves.',
      km: 'នេះជាការងាររបស់អ្នកផ្សេង។ វារង់ចាំរហូតដល់ម្ចាស់ការងារចូលប្រើប្រាស់ដោយខ្លួនឯង។',
    },
  },
  busy: {
    status: 503,
    title: {
      en: 'The system is busy. Nothing was lost; send the same request again.',
      km: 'ប្រព័ន្ធកំពុងរវល់។ គ្មានអ្វីបាត់បង់ទេ សូមបញ្ជូនសំណើដដែលម្តងទៀត។',
    },
  },
  database_gone: {
    status: 503,
    title: {
      en: 'The database does not answer. Send the same request again; it will not be done twice.',
      km: 'មូលដ្ឋានទិន្នន័យមិនឆ្លើយតប។ សូមបញ្ជូនសំណើដដែលម្តងទៀត វាមិនត្រូវបានធ្វើពីរដងទេ។',
    },
  },
  internal: {
    status: 500,
    title: { en: 'Something failed on our side. It has been logged.', km: 'មានបញ្ហានៅខាងយើង។ វាត្រូវបានកត់ត្រា។' },
  },
} as const satisfies Record<string, { status: number; title: Text }>;
export type ProblemCode = keyof typeof problems;

/** A refusal or failure with its code; thrown by the libs, turned into problem+json by the API. */
export class Problem extends Error {
  readonly status: number;
  constructor(
    readonly code: ProblemCode,
    readonly extra: { rules?: BrokenRule[]; errors?: FieldError[]; detail?: Text; retryAfter?: number } = {},
  ) {
    super(code);
    this.status = problems[code].status;
  }

  /** Body of `application/problem+json`. */
  toJSON() {
    const { status, title } = problems[this.code];
    return {
      type: `urn:homeward:problem:${this.code}`,
      title,
      status,
      code: this.code,
      detail: this.extra.detail,
      rules: this.extra.rules ?? [],
      errors: this.extra.errors ?? [],
    };
  }
}
