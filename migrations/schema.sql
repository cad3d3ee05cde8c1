-- The sum of the migrations, written by `npm run schema`. To read, not to run; changes go into a new migration.

-- extensions

create extension pg_trgm with schema homeward;

-- types

create type door.line as (stream uuid, seq integer, version integer, at timestamp with time zone, instance uuid, area text, parameters integer);
create type door.work as (u integer, n integer, stream uuid, kind text, at timestamp with time zone, entry text, content jsonb, key jsonb, answer jsonb, i jsonb, ops jsonb, expect integer, current integer, owned boolean, seq integer, version integer, head bytea, hash bytea, reference text, area text);

-- tables

create table homeward.adoption_cases (
  adoption uuid not null,
  instance uuid not null,
  outcome text not null,
  why jsonb,
  at timestamp with time zone not null,
  constraint adoption_cases_adoption_fkey FOREIGN KEY (adoption) REFERENCES homeward.adoptions(id),
  constraint adoption_cases_check CHECK (((why IS NULL) = (outcome = 'adopted'::text))),
  constraint adoption_cases_instance_fkey FOREIGN KEY (instance) REFERENCES homeward.instances(id),
  constraint adoption_cases_outcome_check CHECK ((outcome = ANY (ARRAY['adopted'::text, 'left'::text]))),
  constraint adoption_once PRIMARY KEY (adoption, instance)
);

create table homeward.adoptions (
  id uuid not null,
  workflow text not null,
  from_version integer not null,
  to_version integer not null,
  digest text not null,
  cases jsonb not null,
  reason text not null,
  proposed_by uuid not null,
  proposed_for uuid,
  proposed_at timestamp with time zone not null,
  status text not null default 'open'::text,
  decided_by uuid,
  decided_for uuid,
  decided_at timestamp with time zone,
  decided_why text,
  constraint adoptions_cases_check CHECK ((jsonb_typeof(cases) = 'array'::text)),
  constraint adoptions_check CHECK ((to_version > from_version)),
  constraint adoptions_decided CHECK ((((status = 'open'::text) = (decided_by IS NULL)) AND ((status = 'open'::text) = (decided_at IS NULL)))),
  constraint adoptions_digest_check CHECK ((digest ~ '^[0-9a-f]{64}$'::text)),
  constraint adoptions_from_version_check CHECK ((from_version > 0)),
  constraint adoptions_pkey PRIMARY KEY (id),
  constraint adoptions_reason_check CHECK ((reason <> ''::text)),
  constraint adoptions_status_check CHECK ((status = ANY (ARRAY['open'::text, 'approved'::text, 'refused'::text, 'withdrawn'::text])))
);

create table homeward.agencies (
  id uuid not null,
  kind text not null,
  name_km text not null,
  name_en text not null,
  area text not null default ''::text,
  area_code text generated always as (NULLIF(area, ''::text)) stored,
  added_at timestamp with time zone not null,
  constraint agencies_area_code_fkey FOREIGN KEY (area_code) REFERENCES homeward.areas(code),
  constraint agencies_kind_check CHECK ((kind = ANY (ARRAY['ministry'::text, 'province'::text, 'district'::text, 'commune'::text, 'village'::text, 'ngo'::text, 'police'::text, 'hospital'::text, 'court'::text, 'school'::text, 'institution'::text, 'other'::text]))),
  constraint agencies_pkey PRIMARY KEY (id)
);

create table homeward.alerts (
  about uuid not null,
  id uuid not null default door.kept_id(),
  kind text not null,
  task uuid,
  instance uuid,
  rung text not null,
  occurrence text not null default ''::text,
  area text not null,
  to_roles text[] not null,
  text_en text not null,
  text_km text not null,
  due_at timestamp with time zone not null,
  fired_at timestamp with time zone not null,
  acknowledged_at timestamp with time zone,
  acknowledged_by uuid,
  resolved_at timestamp with time zone,
  resolve_at timestamp with time zone,
  nobody boolean not null default false,
  to_owners boolean not null default false,
  safety boolean not null default false,
  details jsonb,
  case_area text,
  constraint alerts_instance_fkey FOREIGN KEY (instance) REFERENCES homeward.instances(id),
  constraint alerts_pkey PRIMARY KEY (about, id),
  constraint alerts_task_fkey FOREIGN KEY (task) REFERENCES homeward.tasks(id)
) partition by RANGE (about);

create table homeward.allegations (
  id uuid not null,
  child uuid not null,
  person uuid not null,
  from_at timestamp with time zone not null,
  until_at timestamp with time zone,
  stream uuid not null,
  seq integer not null,
  constraint allegations_child_fkey FOREIGN KEY (child) REFERENCES homeward.children(id),
  constraint allegations_person_fkey FOREIGN KEY (person) REFERENCES homeward.people(id),
  constraint allegations_pkey PRIMARY KEY (id)
);

create table homeward.anchor_heads (
  day date not null,
  stream uuid not null,
  seq integer not null,
  hash bytea not null,
  constraint anchor_heads_day_fkey FOREIGN KEY (day) REFERENCES homeward.anchors(day) DEFERRABLE INITIALLY DEFERRED,
  constraint anchor_heads_pkey PRIMARY KEY (day, stream)
);

create table homeward.anchors (
  day date not null,
  made_at timestamp with time zone not null default clock_timestamp(),
  heads bigint not null,
  root bytea not null,
  constraint anchors_pkey PRIMARY KEY (day)
);

create table homeward.answers (
  person uuid not null,
  route text not null,
  key text not null,
  body text not null,
  status integer,
  answer jsonb,
  at timestamp with time zone not null,
  constraint answers_pkey PRIMARY KEY (person, route, key)
);

create table homeward.appointments (
  id uuid not null,
  person uuid not null,
  role text not null,
  area text not null,
  area_code text generated always as (NULLIF(area, ''::text)) stored,
  agency uuid,
  institution uuid,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone,
  acting_for uuid,
  given_by uuid,
  end_reason text,
  constraint appointment_by_another CHECK ((given_by IS DISTINCT FROM person)),
  constraint appointment_institution CHECK (((role = 'rciDirector'::text) = (institution IS NOT NULL))),
  constraint appointment_level CHECK ((length(area) =
CASE role
    WHEN 'village'::text THEN 8
    WHEN 'commune'::text THEN 6
    WHEN 'dsw'::text THEN 4
    WHEN 'districtSupervisor'::text THEN 4
    WHEN 'ngoCaseworker'::text THEN 4
    WHEN 'pdosvyOfficer'::text THEN 2
    WHEN 'pdosvyDirector'::text THEN 2
    WHEN 'rciDirector'::text THEN 2
    WHEN 'police'::text THEN 2
    WHEN 'hospital'::text THEN 2
    WHEN 'court'::text THEN 2
    WHEN 'panelMember'::text THEN 2
    WHEN 'provincialAdministration'::text THEN 2
    WHEN 'mosvy'::text THEN 0
    WHEN 'administrator'::text THEN 0
    ELSE '-1'::integer
END)),
  constraint appointment_period CHECK (((ends_at IS NULL) OR (ends_at >= starts_at))),
  constraint appointments_acting_for_fkey FOREIGN KEY (acting_for) REFERENCES homeward.appointments(id),
  constraint appointments_agency_fkey FOREIGN KEY (agency) REFERENCES homeward.agencies(id),
  constraint appointments_area_code_fkey FOREIGN KEY (area_code) REFERENCES homeward.areas(code),
  constraint appointments_person_fkey FOREIGN KEY (person) REFERENCES homeward.people(id),
  constraint appointments_pkey PRIMARY KEY (id)
);

create table homeward.archives (
  year integer not null,
  from_id uuid not null,
  until_id uuid not null,
  archived_at timestamp with time zone not null,
  cases bigint not null,
  lines bigint not null,
  digests jsonb not null,
  constraint archives_pkey PRIMARY KEY (year)
);

create table homeward.areas (
  code text not null,
  level smallint not null,
  name_km text not null,
  name_en text not null,
  kind_km text not null default ''::text,
  successor text,
  constraint areas_check CHECK ((((level >= 1) AND (level <= 4)) AND (length(code) = (level * 2)))),
  constraint areas_code_check CHECK ((code ~ '^([0-9]{2}){1,4}$'::text)),
  constraint areas_pkey PRIMARY KEY (code),
  constraint areas_successor_fkey FOREIGN KEY (successor) REFERENCES homeward.areas(code)
);

create table homeward.attachment_contents (
  id uuid not null,
  key text not null,
  bytes bytea not null,
  stored_at timestamp with time zone not null default clock_timestamp(),
  constraint attachment_contents_bytes_check CHECK (((length(bytes) >= 29) AND (length(bytes) <= 5300000))),
  constraint attachment_contents_key_check CHECK ((key <> ''::text)),
  constraint attachment_contents_pkey PRIMARY KEY (id)
);

create table homeward.attachments (
  id uuid not null,
  instance uuid not null,
  content uuid not null,
  seq integer not null,
  number integer not null,
  about text not null,
  type text not null,
  size integer not null,
  width integer,
  height integer,
  sha256 text not null,
  received text not null,
  restricted boolean not null,
  added_at timestamp with time zone not null,
  added_by uuid not null,
  withdrawn_seq integer,
  withdrawn_at timestamp with time zone,
  withdrawn_by uuid,
  constraint attachment_number UNIQUE (instance, number),
  constraint attachment_withdrawn CHECK (((num_nulls(withdrawn_seq, withdrawn_at, withdrawn_by) = ANY (ARRAY[0, 3])) AND (withdrawn_seq > seq))),
  constraint attachments_about_check CHECK ((about ~ '^[a-z][a-zA-Z]{0,39}$'::text)),
  constraint attachments_content_fkey FOREIGN KEY (content) REFERENCES homeward.attachment_contents(id),
  constraint attachments_content_key UNIQUE (content),
  constraint attachments_height_check CHECK ((height > 0)),
  constraint attachments_instance_fkey FOREIGN KEY (instance) REFERENCES homeward.instances(id),
  constraint attachments_number_check CHECK ((number > 0)),
  constraint attachments_pkey PRIMARY KEY (id),
  constraint attachments_received_check CHECK ((received ~ '^[0-9a-f]{64}$'::text)),
  constraint attachments_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint attachments_size_check CHECK (((size >= 1) AND (size <= 5242880))),
  constraint attachments_type_check CHECK ((type = ANY (ARRAY['image/jpeg'::text, 'application/pdf'::text]))),
  constraint attachments_width_check CHECK ((width > 0))
);

create table homeward.attempts (
  kind text not null,
  key text not null,
  failed integer not null,
  last_at timestamp with time zone not null,
  locked_until timestamp with time zone,
  constraint attempts_kind_check CHECK ((kind = ANY (ARRAY['login'::text, 'source'::text, 'code'::text]))),
  constraint attempts_pkey PRIMARY KEY (kind, key)
);

create table homeward.authorities (
  id uuid not null,
  child uuid not null,
  kind text not null,
  institution uuid,
  status text not null,
  valid_from timestamp with time zone not null,
  valid_until timestamp with time zone not null,
  goal text not null,
  instance uuid not null,
  seq integer not null,
  granted_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  reason text,
  constraint authorities_child_fkey FOREIGN KEY (child) REFERENCES homeward.children(id),
  constraint authorities_instance_fkey FOREIGN KEY (instance) REFERENCES homeward.instances(id),
  constraint authorities_institution_fkey FOREIGN KEY (institution) REFERENCES homeward.institutions(id),
  constraint authorities_kind_check CHECK ((kind = ANY (ARRAY['residential'::text, 'emergency'::text, 'interim'::text, 'kinship'::text, 'foster'::text]))),
  constraint authorities_pkey PRIMARY KEY (id),
  constraint authorities_status_check CHECK ((status = ANY (ARRAY['awaiting'::text, 'inForce'::text, 'suspended'::text, 'ended'::text, 'void'::text]))),
  constraint authority_has_end CHECK ((valid_until > valid_from)),
  constraint authority_names_goal CHECK ((goal <> ''::text)),
  constraint authority_names_institution CHECK (((kind <> 'residential'::text) OR (institution IS NOT NULL)))
);

create table homeward.birth_corrections (
  id uuid not null,
  child uuid not null,
  birth_from date not null,
  birth_to date not null,
  birth_precision text not null,
  reason text not null,
  evidence text,
  proposed_by uuid not null,
  proposed_for uuid,
  proposed_at timestamp with time zone not null,
  decided_by uuid,
  decided_for uuid,
  decided_at timestamp with time zone,
  status text not null default 'proposed'::text,
  was_from date,
  was_to date,
  was_precision text,
  constraint birth_corrections_birth_precision_check CHECK ((birth_precision = ANY (ARRAY['day'::text, 'month'::text, 'year'::text, 'interval'::text]))),
  constraint birth_corrections_check CHECK ((birth_from <= birth_to)),
  constraint birth_corrections_child_fkey FOREIGN KEY (child) REFERENCES homeward.children(id),
  constraint birth_corrections_pkey PRIMARY KEY (id),
  constraint birth_corrections_status_check CHECK ((status = ANY (ARRAY['proposed'::text, 'approved'::text, 'rejected'::text]))),
  constraint birth_second_person CHECK (((status = 'proposed'::text) OR ((decided_by IS NOT NULL) AND (decided_by <> proposed_by) AND (decided_by IS DISTINCT FROM proposed_for) AND (decided_for IS DISTINCT FROM proposed_by) AND ((decided_for IS NULL) OR (decided_for IS DISTINCT FROM proposed_for)))))
);

create table homeward.break_glass (
  id uuid not null,
  person uuid not null,
  acting_for uuid,
  role text not null,
  area text not null,
  kind text not null,
  subject uuid not null,
  reason text not null,
  opened_at timestamp with time zone not null,
  until timestamp with time zone not null,
  review_due_at timestamp with time zone not null,
  reviewed_at timestamp with time zone,
  reviewed_by uuid,
  finding text,
  note text,
  constraint break_glass_finding_check CHECK ((finding = ANY (ARRAY['justified'::text, 'unjustified'::text]))),
  constraint break_glass_kind_check CHECK ((kind = ANY (ARRAY['child'::text, 'instance'::text]))),
  constraint break_glass_limit CHECK (((until > opened_at) AND (until <= (opened_at + '24:00:00'::interval)))),
  constraint break_glass_person_fkey FOREIGN KEY (person) REFERENCES homeward.people(id),
  constraint break_glass_pkey PRIMARY KEY (id),
  constraint break_glass_reason CHECK ((length(btrim(reason)) >= 20)),
  constraint break_glass_review CHECK ((num_nonnulls(reviewed_at, reviewed_by, finding) = ANY (ARRAY[0, 3]))),
  constraint break_glass_reviewed_by_fkey FOREIGN KEY (reviewed_by) REFERENCES homeward.people(id),
  constraint break_glass_reviewer CHECK (((reviewed_by IS NULL) OR ((reviewed_by <> person) AND (reviewed_by IS DISTINCT FROM acting_for))))
);

create table homeward.calendar_links (
  id uuid not null default gen_random_uuid(),
  person uuid not null,
  token_hash bytea not null,
  made_at timestamp with time zone not null default clock_timestamp(),
  used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint calendar_links_person_fkey FOREIGN KEY (person) REFERENCES homeward.people(id),
  constraint calendar_links_pkey PRIMARY KEY (id),
  constraint calendar_links_token_hash_key UNIQUE (token_hash)
);

create table homeward.calendars (
  version integer not null,
  from_date date not null,
  until_date date not null,
  made_at timestamp with time zone not null,
  reason text not null,
  proposed_by uuid not null,
  approved_by uuid not null,
  constraint calendars_check CHECK ((until_date >= from_date)),
  constraint calendars_pkey PRIMARY KEY (version),
  constraint calendars_version_check CHECK ((version > 0))
);

create table homeward.census (
  instance uuid not null,
  no integer not null,
  institution uuid not null,
  child uuid not null,
  bed text not null,
  found text not null,
  under_three boolean not null,
  disability boolean not null,
  at_risk boolean not null,
  sealed_at timestamp with time zone not null,
  destination text,
  worker uuid,
  cleared_at timestamp with time zone,
  records_at timestamp with time zone,
  lost boolean not null,
  accounted text,
  accounted_on date,
  verified_at timestamp with time zone,
  moved_by uuid[] not null default '{}'::uuid[],
  constraint census_accounted CHECK (((accounted IS NULL) = (accounted_on IS NULL))),
  constraint census_accounted_check CHECK ((accounted = ANY (ARRAY['home'::text, 'kin'::text, 'foster'::text, 'independent'::text, 'byDecision'::text, 'died'::text]))),
  constraint census_child_fkey FOREIGN KEY (child) REFERENCES homeward.children(id),
  constraint census_cleared CHECK (((destination IS NULL) = (cleared_at IS NULL))),
  constraint census_destination_check CHECK ((destination = ANY (ARRAY['home'::text, 'kin'::text, 'foster'::text, 'independent'::text, 'byDecision'::text]))),
  constraint census_found_check CHECK ((found = ANY (ARRAY['authorisedPresent'::text, 'unauthorisedPresent'::text, 'authorisedAbsent'::text, 'unaccounted'::text]))),
  constraint census_instance_fkey FOREIGN KEY (instance) REFERENCES homeward.instances(id),
  constraint census_institution_fkey FOREIGN KEY (institution) REFERENCES homeward.institutions(id),
  constraint census_no_check CHECK ((no > 0)),
  constraint census_once UNIQUE (instance, child),
  constraint census_pkey PRIMARY KEY (instance, no),
  constraint census_verified CHECK (((verified_at IS NULL) OR ((accounted IS NOT NULL) AND (NOT lost))))
);

create table homeward.census_seals (
  instance uuid not null,
  seq integer not null,
  institution uuid not null,
  counted_on date not null,
  sealed_at timestamp with time zone not null,
  team integer not null,
  constraint census_seals_instance_fkey FOREIGN KEY (instance) REFERENCES homeward.instances(id),
  constraint census_seals_institution_fkey FOREIGN KEY (institution) REFERENCES homeward.institutions(id),
  constraint census_seals_pkey PRIMARY KEY (instance, seq),
  constraint census_seals_team_check CHECK ((team >= 2))
);

create table homeward.child_ids (
  child uuid not null,
  kind text not null,
  value text not null,
  constraint child_ids_child_fkey FOREIGN KEY (child) REFERENCES homeward.children(id),
  constraint child_ids_kind_check CHECK ((kind ~ '^[a-z][a-z0-9_]{1,39}$'::text)),
  constraint child_ids_pkey PRIMARY KEY (child, kind, value)
);

create table homeward.child_names (
  child uuid not null,
  ord integer not null,
  km text,
  latin text,
  km_key text not null default ''::text,
  km_gram text not null default ''::text,
  latin_key text not null default ''::text,
  constraint child_names_check CHECK (((km IS NOT NULL) OR (latin IS NOT NULL))),
  constraint child_names_child_fkey FOREIGN KEY (child) REFERENCES homeward.children(id),
  constraint child_names_pkey PRIMARY KEY (child, ord)
);

create table homeward.children (
  id uuid not null,
  version integer not null default 1,
  status text not null default 'alive'::text,
  died_on date,
  birth_from date not null,
  birth_to date not null,
  birth_precision text not null,
  sex text not null,
  disability boolean not null default false,
  disability_note text,
  area text not null,
  village text,
  family uuid,
  merged_into uuid,
  registered_at timestamp with time zone not null,
  constraint children_area_fkey FOREIGN KEY (area) REFERENCES homeward.areas(code),
  constraint children_birth_interval CHECK ((birth_from <= birth_to)),
  constraint children_birth_precision_check CHECK ((birth_precision = ANY (ARRAY['day'::text, 'month'::text, 'year'::text, 'interval'::text]))),
  constraint children_family_fkey FOREIGN KEY (family) REFERENCES homeward.families(id),
  constraint children_merged_elsewhere CHECK ((merged_into <> id)),
  constraint children_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES homeward.children(id),
  constraint children_pkey PRIMARY KEY (id),
  constraint children_sex_check CHECK ((sex = ANY (ARRAY['female'::text, 'male'::text, 'unknown'::text]))),
  constraint children_status_check CHECK ((status = ANY (ARRAY['alive'::text, 'died'::text]))),
  constraint children_version_check CHECK ((version > 0)),
  constraint children_village_fkey FOREIGN KEY (village) REFERENCES homeward.areas(code)
) with (fillfactor=70);

create table homeward.contents (
  stream uuid not null,
  seq integer not null,
  digest text not null,
  compartment text not null,
  body text,
  removed_at timestamp with time zone,
  removed_why text,
  constraint contents_compartment_check CHECK ((compartment = ANY (ARRAY['open'::text, 'restricted'::text]))),
  constraint contents_pkey PRIMARY KEY (stream, seq)
) partition by RANGE (stream);

create table homeward.corrections (
  stream uuid not null,
  line integer not null,
  seq integer not null,
  belongs_to uuid,
  constraint corrections_after CHECK ((line < seq)),
  constraint corrections_case FOREIGN KEY (belongs_to) REFERENCES homeward.instances(id),
  constraint corrections_elsewhere CHECK ((belongs_to <> stream)),
  constraint corrections_once PRIMARY KEY (stream, line)
);

create table homeward.credentials (
  person uuid not null,
  login text not null,
  password text not null,
  one_time boolean not null default false,
  totp_secret text,
  totp_pending text,
  totp_step bigint,
  totp_use text,
  totp_sign_in_step bigint,
  changed_at timestamp with time zone not null,
  constraint credentials_person_fkey FOREIGN KEY (person) REFERENCES homeward.people(id),
  constraint credentials_pkey PRIMARY KEY (person)
);

create table homeward.deliveries (
  alert uuid not null,
  person uuid not null,
  channel text not null,
  reason text not null,
  due_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  read_at timestamp with time zone,
  attempts integer not null default 0,
  last_error text,
  role text not null default ''::text,
  acting_for uuid,
  retry_at timestamp with time zone,
  place integer not null default 0,
  recorded_at timestamp with time zone not null default clock_timestamp(),
  copy boolean not null default false,
  dead_at timestamp with time zone,
  dropped_at timestamp with time zone,
  about uuid not null,
  constraint deliveries_pkey PRIMARY KEY (alert, person, channel)
);

create table homeward.document_sources (
  workflow text not null,
  document text not null,
  kind text not null,
  event text not null,
  constraint document_sources_kind_check CHECK ((kind = ANY (ARRAY['letter'::text, 'form'::text]))),
  constraint document_sources_pkey PRIMARY KEY (workflow, document, event)
);

create table homeward.documents (
  id uuid not null,
  instance uuid not null,
  seq integer not null,
  document text not null,
  kind text not null,
  language text not null,
  number text not null,
  snapshot text not null,
  template text not null,
  sha256 text not null,
  code text,
  dated date not null,
  issued_at timestamp with time zone not null,
  issued_by uuid not null,
  revoked_at timestamp with time zone,
  revoked_seq integer,
  reason text,
  constraint document_code CHECK (((kind = 'letter'::text) = (code IS NOT NULL))),
  constraint document_once UNIQUE (instance, seq, document, language),
  constraint document_revoked CHECK ((((revoked_at IS NULL) = (revoked_seq IS NULL)) AND ((revoked_at IS NULL) = (reason IS NULL)))),
  constraint document_revoked_later CHECK ((revoked_seq > seq)),
  constraint documents_code_check CHECK ((code ~ '^[2-9A-HJKMNP-Z]{10}$'::text)),
  constraint documents_code_key UNIQUE (code),
  constraint documents_document_check CHECK ((document ~ '^[a-z][a-z0-9-]{0,39}$'::text)),
  constraint documents_instance_fkey FOREIGN KEY (instance) REFERENCES homeward.instances(id),
  constraint documents_issued_by_fkey FOREIGN KEY (issued_by) REFERENCES homeward.people(id),
  constraint documents_kind_check CHECK ((kind = ANY (ARRAY['letter'::text, 'form'::text]))),
  constraint documents_language_check CHECK ((language = ANY (ARRAY['km'::text, 'en'::text]))),
  constraint documents_number_check CHECK ((number <> ''::text)),
  constraint documents_pkey PRIMARY KEY (id),
  constraint documents_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint documents_template_check CHECK ((template ~ '^(letter|form)-[0-9]+$'::text))
);

create table homeward.facts (
  id uuid not null,
  kind text not null,
  child uuid,
  institution uuid,
  at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  by uuid,
  role text,
  instance uuid,
  stream uuid not null,
  seq integer not null,
  corrects uuid,
  detail jsonb not null default '{}'::jsonb,
  constraint facts_about CHECK (((child IS NOT NULL) OR (institution IS NOT NULL))),
  constraint facts_child_fkey FOREIGN KEY (child) REFERENCES homeward.children(id),
  constraint facts_correct_once UNIQUE (corrects),
  constraint facts_corrects_fkey FOREIGN KEY (corrects) REFERENCES homeward.facts(id),
  constraint facts_instance_fkey FOREIGN KEY (instance) REFERENCES homeward.instances(id),
  constraint facts_institution_fkey FOREIGN KEY (institution) REFERENCES homeward.institutions(id),
  constraint facts_kind_check CHECK ((kind ~ '^[a-z][A-Za-z]{1,39}$'::text)),
  constraint facts_pkey PRIMARY KEY (id)
);

create table homeward.families (
  id uuid not null,
  version integer not null default 1,
  area text not null,
  village text,
  id_poor text,
  note text,
  registered_at timestamp with time zone not null,
  constraint families_area_fkey FOREIGN KEY (area) REFERENCES homeward.areas(code),
  constraint families_pkey PRIMARY KEY (id),
  constraint families_version_check CHECK ((version > 0)),
  constraint families_village_fkey FOREIGN KEY (village) REFERENCES homeward.areas(code)
);

create table homeward.family_members (
  id uuid not null,
  family uuid,
  child uuid,
  relation text not null,
  name_km text,
  name_latin text,
  km_key text not null default ''::text,
  latin_key text not null default ''::text,
  sex text not null default 'unknown'::text,
  birth_year integer,
  living text not null default 'unknown'::text,
  household boolean not null default false,
  area text,
  phone text,
  person uuid,
  from_at timestamp with time zone not null,
  until_at timestamp with time zone,
  constraint family_members_area_fkey FOREIGN KEY (area) REFERENCES homeward.areas(code),
  constraint family_members_birth_year_check CHECK (((birth_year >= 1900) AND (birth_year <= 2200))),
  constraint family_members_child_fkey FOREIGN KEY (child) REFERENCES homeward.children(id),
  constraint family_members_family_fkey FOREIGN KEY (family) REFERENCES homeward.families(id),
  constraint family_members_living_check CHECK ((living = ANY (ARRAY['alive'::text, 'died'::text, 'detained'::text, 'abroad'::text, 'missing'::text, 'unknown'::text]))),
  constraint family_members_of CHECK (((family IS NOT NULL) OR (child IS NOT NULL))),
  constraint family_members_person_fkey FOREIGN KEY (person) REFERENCES homeward.people(id),
  constraint family_members_pkey PRIMARY KEY (id),
  constraint family_members_sex_check CHECK ((sex = ANY (ARRAY['female'::text, 'male'::text, 'unknown'::text])))
);

create table homeward.heartbeats (
  process uuid not null,
  kind text not null,
  at timestamp with time zone not null,
  queued integer,
  constraint heartbeats_pkey PRIMARY KEY (process)
);

create table homeward.holiday_proposals (
  id uuid not null,
  until_date date not null,
  added jsonb not null,
  removed jsonb not null,
  reason text not null,
  proposed_by uuid not null,
  proposed_for uuid,
  proposed_at timestamp with time zone not null,
  status text not null default 'open'::text,
  decided_by uuid,
  decided_for uuid,
  decided_at timestamp with time zone,
  decided_why text,
  version integer,
  constraint holiday_proposals_added_check CHECK ((jsonb_typeof(added) = 'array'::text)),
  constraint holiday_proposals_check CHECK (((status = 'open'::text) = (decided_by IS NULL))),
  constraint holiday_proposals_check1 CHECK (((status = 'approved'::text) = (version IS NOT NULL))),
  constraint holiday_proposals_pkey PRIMARY KEY (id),
  constraint holiday_proposals_reason_check CHECK ((length(TRIM(BOTH FROM reason)) > 0)),
  constraint holiday_proposals_removed_check CHECK ((jsonb_typeof(removed) = 'array'::text)),
  constraint holiday_proposals_status_check CHECK ((status = ANY (ARRAY['open'::text, 'approved'::text, 'rejected'::text]))),
  constraint holiday_proposals_version_fkey FOREIGN KEY (version) REFERENCES homeward.calendars(version),
  constraint second_person CHECK (((decided_by IS DISTINCT FROM proposed_by) OR (decided_by IS NULL) OR (status = 'rejected'::text)))
);

create table homeward.holidays (
  date date not null,
  name_en text not null,
  name_km text not null,
  kind text not null,
  source text not null,
  status text not null,
  since integer not null,
  removed integer,
  constraint holidays_check CHECK ((removed > since)),
  constraint holidays_kind_check CHECK ((kind = ANY (ARRAY['fixed'::text, 'lunar'::text, 'decree'::text]))),
  constraint holidays_pkey PRIMARY KEY (date, name_en, since),
  constraint holidays_removed_fkey FOREIGN KEY (removed) REFERENCES homeward.calendars(version),
  constraint holidays_since_fkey FOREIGN KEY (since) REFERENCES homeward.calendars(version),
  constraint holidays_status_check CHECK ((status = ANY (ARRAY['official'::text, 'provisional'::text])))
);

create table homeward.incidents (
  id uuid not null,
  kind text not null,
  child uuid,
  institution uuid,
  instance uuid,
  fact uuid,
  role text not null,
  area text not null,
  ladder text not null,
  text_en text not null,
  text_km text not null,
  opened_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  status text not null default 'open'::text,
  acknowledged_at timestamp with time zone,
  acknowledged_by uuid,
  resolved_at timestamp with time zone,
  resolved_by uuid,
  resolution text,
  about text not null default ''::text,
  constraint incidents_child_fkey FOREIGN KEY (child) REFERENCES homeward.children(id),
  constraint incidents_fact_fkey FOREIGN KEY (fact) REFERENCES homeward.facts(id),
  constraint incidents_instance_fkey FOREIGN KEY (instance) REFERENCES homeward.instances(id),
  constraint incidents_institution_fkey FOREIGN KEY (institution) REFERENCES homeward.institutions(id),
  constraint incidents_kind_check CHECK ((kind ~ '^[A-Z][A-Z0-9_]{2,59}$'::text)),
  constraint incidents_ladder_check CHECK ((ladder = ANY (ARRAY['normal'::text, 'high'::text]))),
  constraint incidents_pkey PRIMARY KEY (id),
  constraint incidents_resolved_how CHECK (((status <> 'resolved'::text) OR ((resolved_at IS NOT NULL) AND (resolution <> ''::text)))),
  constraint incidents_status_check CHECK ((status = ANY (ARRAY['open'::text, 'acknowledged'::text, 'resolved'::text])))
);

create table homeward.inspection_commitments (
  id uuid not null,
  plan uuid not null,
  quarter integer not null,
  hash text not null,
  inputs jsonb not null,
  inputs_hash text not null,
  starts_on date not null,
  ends_on date not null,
  at timestamp with time zone not null,
  constraint inspection_commitments_check CHECK ((ends_on >= starts_on)),
  constraint inspection_commitments_hash_check CHECK ((hash ~ '^[0-9a-f]{64}$'::text)),
  constraint inspection_commitments_inputs_hash_check CHECK ((inputs_hash ~ '^[0-9a-f]{64}$'::text)),
  constraint inspection_commitments_one UNIQUE (plan, quarter),
  constraint inspection_commitments_pkey PRIMARY KEY (id),
  constraint inspection_commitments_plan_fkey FOREIGN KEY (plan) REFERENCES homeward.inspection_plans(id),
  constraint inspection_commitments_quarter_check CHECK (((quarter >= 1) AND (quarter <= 4)))
);

create table homeward.inspection_draws (
  commitment uuid not null,
  counter integer not null,
  institution uuid not null,
  on_day date not null,
  instance uuid,
  outcome text not null,
  at timestamp with time zone not null,
  constraint inspection_draws_commitment_fkey FOREIGN KEY (commitment) REFERENCES homeward.inspection_commitments(id),
  constraint inspection_draws_counter_check CHECK ((counter > 0)),
  constraint inspection_draws_instance_fkey FOREIGN KEY (instance) REFERENCES homeward.instances(id),
  constraint inspection_draws_institution_fkey FOREIGN KEY (institution) REFERENCES homeward.institutions(id),
  constraint inspection_draws_no_repeat UNIQUE (commitment, institution),
  constraint inspection_draws_opened CHECK (((outcome = 'opened'::text) = (instance IS NOT NULL))),
  constraint inspection_draws_outcome_check CHECK ((outcome = ANY (ARRAY['opened'::text, 'closed'::text]))),
  constraint inspection_draws_pkey PRIMARY KEY (commitment, counter)
);

create table homeward.inspection_misses (
  entry uuid not null,
  no integer not null,
  incident uuid not null,
  at timestamp with time zone not null,
  constraint inspection_misses_entry_no_fkey FOREIGN KEY (entry, no) REFERENCES homeward.inspection_plan_windows(entry, no),
  constraint inspection_misses_incident_fkey FOREIGN KEY (incident) REFERENCES homeward.incidents(id),
  constraint inspection_misses_pkey PRIMARY KEY (entry, no)
);

create table homeward.inspection_pieces (
  id uuid not null,
  instance uuid not null,
  kind text not null,
  item text not null,
  body jsonb not null,
  digest text not null,
  device text not null,
  counter integer not null,
  captured_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  person uuid not null,
  supersedes uuid,
  late boolean not null default false,
  constraint inspection_pieces_body_check CHECK ((jsonb_typeof(body) = 'object'::text)),
  constraint inspection_pieces_counter_check CHECK ((counter >= 0)),
  constraint inspection_pieces_digest_check CHECK ((digest ~ '^[0-9a-f]{64}$'::text)),
  constraint inspection_pieces_instance_fkey FOREIGN KEY (instance) REFERENCES homeward.instances(id),
  constraint inspection_pieces_item_check CHECK (((length(item) >= 1) AND (length(item) <= 200))),
  constraint inspection_pieces_kind_check CHECK ((kind = ANY (ARRAY['answer'::text, 'photo'::text, 'roll'::text, 'talk'::text, 'bed'::text]))),
  constraint inspection_pieces_person_fkey FOREIGN KEY (person) REFERENCES homeward.people(id),
  constraint inspection_pieces_pkey PRIMARY KEY (id),
  constraint inspection_pieces_supersedes_fkey FOREIGN KEY (supersedes) REFERENCES homeward.inspection_pieces(id)
);

create table homeward.inspection_plan_entries (
  id uuid not null,
  plan uuid not null,
  institution uuid not null,
  rank integer not null,
  risk jsonb not null,
  by uuid not null,
  at timestamp with time zone not null,
  constraint inspection_plan_entries_institution_fkey FOREIGN KEY (institution) REFERENCES homeward.institutions(id),
  constraint inspection_plan_entries_one UNIQUE (plan, institution),
  constraint inspection_plan_entries_pkey PRIMARY KEY (id),
  constraint inspection_plan_entries_plan_fkey FOREIGN KEY (plan) REFERENCES homeward.inspection_plans(id),
  constraint inspection_plan_entries_rank_check CHECK ((rank > 0)),
  constraint inspection_plan_entries_risk_check CHECK ((jsonb_typeof(risk) = 'object'::text))
);

create table homeward.inspection_plan_windows (
  entry uuid not null,
  no integer not null,
  from_on date not null,
  until_on date not null,
  reason text,
  by uuid not null,
  at timestamp with time zone not null,
  constraint inspection_plan_windows_days CHECK ((until_on >= from_on)),
  constraint inspection_plan_windows_entry_fkey FOREIGN KEY (entry) REFERENCES homeward.inspection_plan_entries(id),
  constraint inspection_plan_windows_no_check CHECK ((no > 0)),
  constraint inspection_plan_windows_pkey PRIMARY KEY (entry, no),
  constraint inspection_plan_windows_reason CHECK ((((no = 1) = (reason IS NULL)) AND (reason IS DISTINCT FROM ''::text)))
);

create table homeward.inspection_plans (
  id uuid not null,
  area text not null,
  year integer not null,
  made_by uuid not null,
  made_for uuid,
  made_at timestamp with time zone not null,
  approved_by uuid,
  approved_for uuid,
  approved_at timestamp with time zone,
  constraint inspection_plan_second_person CHECK ((NOT (array_remove(ARRAY[made_by, made_for], NULL::uuid) && array_remove(ARRAY[approved_by, approved_for], NULL::uuid)))),
  constraint inspection_plans_approved CHECK (((approved_by IS NULL) = (approved_at IS NULL))),
  constraint inspection_plans_area_check CHECK ((length(area) = 2)),
  constraint inspection_plans_area_fkey FOREIGN KEY (area) REFERENCES homeward.areas(code),
  constraint inspection_plans_one UNIQUE (area, year),
  constraint inspection_plans_pkey PRIMARY KEY (id),
  constraint inspection_plans_year_check CHECK (((year >= 2000) AND (year <= 2200)))
);

create table homeward.inspection_publications (
  instance uuid not null,
  no integer not null,
  at timestamp with time zone not null,
  by uuid not null,
  seq integer not null,
  constraint inspection_publications_instance_no_fkey FOREIGN KEY (instance, no) REFERENCES homeward.inspection_ratings(instance, no),
  constraint inspection_publications_pkey PRIMARY KEY (instance, seq)
);

create table homeward.inspection_ratings (
  instance uuid not null,
  no integer not null,
  rating text not null,
  proposal text not null,
  reason text,
  by uuid not null,
  at timestamp with time zone not null,
  seq integer not null,
  supersedes integer,
  constraint inspection_ratings_after FOREIGN KEY (instance, supersedes) REFERENCES homeward.inspection_ratings(instance, no),
  constraint inspection_ratings_chain CHECK ((NOT (supersedes IS DISTINCT FROM NULLIF((no - 1), 0)))),
  constraint inspection_ratings_instance_fkey FOREIGN KEY (instance) REFERENCES homeward.instances(id),
  constraint inspection_ratings_no_check CHECK ((no > 0)),
  constraint inspection_ratings_pkey PRIMARY KEY (instance, no),
  constraint inspection_ratings_proposal_check CHECK ((proposal = ANY (ARRAY['A'::text, 'B'::text, 'C'::text, 'D'::text]))),
  constraint inspection_ratings_rating_check CHECK ((rating = ANY (ARRAY['A'::text, 'B'::text, 'C'::text, 'D'::text]))),
  constraint inspection_ratings_reason CHECK (((reason IS NOT NULL) OR ((no = 1) AND (rating = proposal))))
);

create table homeward.inspection_reports (
  instance uuid not null,
  seq integer not null,
  digest text not null,
  inspected_on date not null,
  submitted_at timestamp with time zone not null,
  by uuid not null,
  found jsonb,
  constraint inspection_reports_digest_check CHECK ((digest ~ '^[0-9a-f]{64}$'::text)),
  constraint inspection_reports_found_check CHECK ((jsonb_typeof(found) = 'object'::text)),
  constraint inspection_reports_instance_fkey FOREIGN KEY (instance) REFERENCES homeward.instances(id),
  constraint inspection_reports_pkey PRIMARY KEY (instance)
);

create table homeward.inspection_reveals (
  commitment uuid not null,
  seed text not null,
  at timestamp with time zone not null,
  constraint inspection_reveals_commitment_fkey FOREIGN KEY (commitment) REFERENCES homeward.inspection_commitments(id),
  constraint inspection_reveals_pkey PRIMARY KEY (commitment),
  constraint inspection_reveals_seed_check CHECK ((seed ~ '^[0-9a-f]{64}$'::text))
);

create table homeward.inspection_seeds (
  commitment uuid not null,
  sealed text not null,
  constraint inspection_seeds_commitment_fkey FOREIGN KEY (commitment) REFERENCES homeward.inspection_commitments(id),
  constraint inspection_seeds_pkey PRIMARY KEY (commitment)
);

create table homeward.instances (
  id uuid not null,
  reference text not null,
  workflow text not null,
  workflow_version integer not null,
  area text not null,
  version integer not null,
  seq integer not null,
  head bytea not null,
  state text not null,
  phase text not null,
  status text not null,
  outcome text,
  parameters integer not null,
  opened_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  guests text[] not null default '{}'::text[],
  constraint instances_area_fkey FOREIGN KEY (area) REFERENCES homeward.areas(code),
  constraint instances_guests CHECK (((array_position(guests, ''::text) IS NULL) AND (NOT (area = ANY (guests))))),
  constraint instances_owner CHECK ((area <> ''::text)),
  constraint instances_pkey PRIMARY KEY (id),
  constraint instances_reference_key UNIQUE (reference),
  constraint instances_status_check CHECK ((status = ANY (ARRAY['open'::text, 'closed'::text]))),
  constraint instances_version_check CHECK ((version > 0))
) with (fillfactor=50);

create table homeward.institution_people (
  id uuid not null,
  institution uuid not null,
  person uuid,
  name_km text,
  name_latin text,
  km_key text not null default ''::text,
  latin_key text not null default ''::text,
  role text not null,
  phone text,
  from_at timestamp with time zone not null,
  until_at timestamp with time zone,
  constraint institution_people_check CHECK (((name_km IS NOT NULL) OR (name_latin IS NOT NULL) OR (person IS NOT NULL))),
  constraint institution_people_institution_fkey FOREIGN KEY (institution) REFERENCES homeward.institutions(id),
  constraint institution_people_person_fkey FOREIGN KEY (person) REFERENCES homeward.people(id),
  constraint institution_people_pkey PRIMARY KEY (id),
  constraint institution_people_role_check CHECK ((role = ANY (ARRAY['director'::text, 'owner'::text, 'board'::text, 'founder'::text, 'donor'::text, 'staff'::text])))
);

create table homeward.institutions (
  id uuid not null,
  version integer not null default 1,
  code text not null,
  name_km text not null,
  name_en text not null,
  km_key text not null default ''::text,
  latin_key text not null default ''::text,
  kind text not null,
  operator text not null,
  operator_agency uuid,
  area text not null,
  standing text not null,
  standing_since timestamp with time zone not null,
  standing_reason text,
  ever_authorised boolean not null default false,
  authorised_capacity integer not null,
  last_inspection date,
  phone text,
  registered_at timestamp with time zone not null,
  known_inspection date,
  ever_residential boolean not null default false,
  constraint institutions_area_fkey FOREIGN KEY (area) REFERENCES homeward.areas(code),
  constraint institutions_authorised_capacity_check CHECK ((authorised_capacity >= 0)),
  constraint institutions_code UNIQUE (code),
  constraint institutions_code_check CHECK ((code ~ '^[A-Z0-9]+(-[A-Z0-9]+){1,3}$'::text)),
  constraint institutions_family_capacity CHECK (((kind <> 'emergencyFoster'::text) OR (authorised_capacity <= 6))),
  constraint institutions_kind_check CHECK ((kind = ANY (ARRAY['rci'::text, 'transitHome'::text, 'groupHome'::text, 'pagoda'::text, 'boardingSchool'::text, 'emergencyFoster'::text, 'hospital'::text]))),
  constraint institutions_operator_agency_fkey FOREIGN KEY (operator_agency) REFERENCES homeward.agencies(id),
  constraint institutions_operator_check CHECK ((operator = ANY (ARRAY['state'::text, 'ngo'::text, 'faith'::text, 'private'::text]))),
  constraint institutions_pkey PRIMARY KEY (id),
  constraint institutions_standing_check CHECK ((standing = ANY (ARRAY['authorised'::text, 'unauthorised'::text, 'suspended'::text, 'frozen'::text, 'closed'::text]))),
  constraint institutions_unauthorised_capacity CHECK ((ever_authorised OR (authorised_capacity = 0))),
  constraint institutions_version_check CHECK ((version > 0))
) with (fillfactor=70);

create table homeward.interests (
  id uuid not null,
  person uuid not null,
  kind text not null,
  institution uuid,
  other uuid,
  note text,
  from_at timestamp with time zone not null,
  until_at timestamp with time zone,
  constraint interests_about CHECK (((institution IS NULL) <> (other IS NULL))),
  constraint interests_institution_fkey FOREIGN KEY (institution) REFERENCES homeward.institutions(id),
  constraint interests_kind_check CHECK ((kind = ANY (ARRAY['kin'::text, 'declared'::text]))),
  constraint interests_other CHECK ((other <> person)),
  constraint interests_person_fkey FOREIGN KEY (person) REFERENCES homeward.people(id),
  constraint interests_pkey PRIMARY KEY (id)
);

create table homeward.journal (
  stream uuid not null,
  seq integer not null,
  version integer,
  kind text not null,
  at timestamp with time zone not null,
  recorded_at timestamp with time zone not null default clock_timestamp(),
  person uuid,
  route text,
  key text,
  entry text not null,
  answer jsonb,
  hash bytea not null,
  constraint journal_kind_check CHECK ((kind = ANY (ARRAY['event'::text, 'refused'::text, 'timer'::text, 'registry'::text, 'task'::text, 'access'::text, 'correction'::text]))),
  constraint journal_pkey PRIMARY KEY (stream, seq)
) partition by RANGE (stream);

create table homeward.keys (
  person uuid not null,
  route text not null,
  key text not null,
  stream uuid not null,
  seq integer not null,
  kind text not null,
  constraint journal_key PRIMARY KEY (person, route, key)
);

create table homeward.leaves (
  id uuid not null,
  appointment uuid not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  ended_early_at timestamp with time zone,
  constraint leave_period CHECK ((ends_at > starts_at)),
  constraint leaves_appointment_fkey FOREIGN KEY (appointment) REFERENCES homeward.appointments(id),
  constraint leaves_pkey PRIMARY KEY (id)
);

create table homeward.manual_clock (
  one boolean not null default true,
  now timestamp with time zone not null,
  by_hand boolean not null default true,
  constraint manual_clock_one_check CHECK (one),
  constraint manual_clock_pkey PRIMARY KEY (one)
);

create table homeward.merges (
  id uuid not null,
  kept uuid not null,
  merged uuid not null,
  reason text not null,
  proposed_by uuid not null,
  proposed_for uuid,
  proposed_at timestamp with time zone not null,
  decided_by uuid,
  decided_for uuid,
  decided_at timestamp with time zone,
  status text not null default 'proposed'::text,
  constraint merges_kept_fkey FOREIGN KEY (kept) REFERENCES homeward.children(id),
  constraint merges_merged_fkey FOREIGN KEY (merged) REFERENCES homeward.children(id),
  constraint merges_pkey PRIMARY KEY (id),
  constraint merges_second_person CHECK (((status = 'proposed'::text) OR ((decided_by IS NOT NULL) AND (decided_by <> proposed_by) AND (decided_by IS DISTINCT FROM proposed_for) AND (decided_for IS DISTINCT FROM proposed_by) AND ((decided_for IS NULL) OR (decided_for IS DISTINCT FROM proposed_for))))),
  constraint merges_status_check CHECK ((status = ANY (ARRAY['proposed'::text, 'approved'::text, 'rejected'::text]))),
  constraint merges_two_records CHECK ((kept <> merged))
);

create table homeward.migrations_beside (
  migration text not null,
  since text not null,
  constraint migrations_beside_pkey PRIMARY KEY (migration),
  constraint migrations_beside_since_check CHECK ((since ~ '^\d{4}$'::text))
);

create table homeward.notices (
  id uuid not null default gen_random_uuid(),
  stream uuid not null,
  seq integer not null,
  instance uuid,
  kind text not null,
  to_whom text[] not null,
  children uuid[] not null,
  text_en text not null,
  text_km text not null,
  issued_at timestamp with time zone not null,
  printed_at timestamp with time zone,
  printed_by uuid,
  constraint notices_instance_fkey FOREIGN KEY (instance) REFERENCES homeward.instances(id),
  constraint notices_pkey PRIMARY KEY (id)
);

create table homeward.on_call (
  id uuid not null,
  role text not null,
  area text not null,
  person uuid not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  cancelled_at timestamp with time zone,
  constraint on_call_period CHECK ((ends_at > starts_at)),
  constraint on_call_person_fkey FOREIGN KEY (person) REFERENCES homeward.people(id),
  constraint on_call_pkey PRIMARY KEY (id)
);

create table homeward.outbox_imported (
  key uuid not null,
  person uuid not null,
  item jsonb not null,
  imported_by uuid not null,
  imported_at timestamp with time zone not null,
  settled_at timestamp with time zone,
  fate text,
  constraint outbox_imported_check CHECK (((fate IS NULL) = (settled_at IS NULL))),
  constraint outbox_imported_fate_check CHECK ((fate = ANY (ARRAY['received'::text, 'forgotten'::text]))),
  constraint outbox_imported_person_fkey FOREIGN KEY (person) REFERENCES homeward.people(id),
  constraint outbox_imported_pkey PRIMARY KEY (key)
);

create table homeward.outbox_received (
  id bigint not null generated always as identity,
  person uuid not null,
  key text not null,
  device uuid not null,
  counter integer not null,
  captured_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  workflow text not null,
  event text not null,
  instance uuid,
  safety boolean not null,
  outcome text not null,
  constraint outbox_received_counter_check CHECK ((counter > 0)),
  constraint outbox_received_person_key_outcome_key UNIQUE (person, key, outcome),
  constraint outbox_received_pkey PRIMARY KEY (id)
);

create table homeward.outbox_secret (
  id integer not null default 1,
  secret bytea not null,
  constraint outbox_secret_id_check CHECK ((id = 1)),
  constraint outbox_secret_pkey PRIMARY KEY (id),
  constraint outbox_secret_secret_check CHECK ((length(secret) = 32))
);

create table homeward.outcomes (
  child uuid not null,
  instance uuid not null,
  seq integer not null,
  workflow text not null,
  outcome text not null,
  at timestamp with time zone not null,
  province text not null,
  rules text[] not null,
  constraint outcomes_child_fkey FOREIGN KEY (child) REFERENCES homeward.children(id),
  constraint outcomes_instance_fkey FOREIGN KEY (instance) REFERENCES homeward.instances(id),
  constraint outcomes_pkey PRIMARY KEY (child, instance, seq),
  constraint outcomes_province_check CHECK ((length(province) = 2))
);

create table homeward.package_returns (
  instance uuid not null,
  digest text not null,
  person uuid not null,
  device text not null,
  issued_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  device_at timestamp with time zone not null,
  returned_at timestamp with time zone not null,
  constraint package_returns_digest_check CHECK ((digest ~ '^[0-9a-f]{64}$'::text)),
  constraint package_returns_instance_fkey FOREIGN KEY (instance) REFERENCES homeward.instances(id),
  constraint package_returns_person_fkey FOREIGN KEY (person) REFERENCES homeward.people(id),
  constraint package_returns_pkey PRIMARY KEY (instance, digest, person, device)
);

create table homeward.parameter_proposals (
  id uuid not null,
  parameter text not null,
  value jsonb not null,
  effective_from timestamp with time zone not null,
  reason text not null,
  proposed_by uuid not null,
  proposed_for uuid,
  proposed_at timestamp with time zone not null,
  status text not null default 'open'::text,
  decided_by uuid,
  decided_for uuid,
  decided_at timestamp with time zone,
  decided_why text,
  version integer,
  constraint parameter_proposals_check CHECK (((status = 'open'::text) = (decided_by IS NULL))),
  constraint parameter_proposals_check1 CHECK (((status = 'approved'::text) = (version IS NOT NULL))),
  constraint parameter_proposals_parameter_fkey FOREIGN KEY (parameter) REFERENCES homeward.parameters(id),
  constraint parameter_proposals_pkey PRIMARY KEY (id),
  constraint parameter_proposals_reason_check CHECK ((length(TRIM(BOTH FROM reason)) > 0)),
  constraint parameter_proposals_status_check CHECK ((status = ANY (ARRAY['open'::text, 'approved'::text, 'rejected'::text]))),
  constraint parameter_proposals_version_fkey FOREIGN KEY (version) REFERENCES homeward.parameter_sets(version),
  constraint second_person CHECK (((decided_by IS DISTINCT FROM proposed_by) OR (decided_by IS NULL) OR (status = 'rejected'::text)))
);

create table homeward.parameter_sets (
  version integer not null,
  effective_from timestamp with time zone not null,
  "values" jsonb not null,
  changed text[] not null,
  proposed_by uuid not null,
  approved_by uuid not null,
  reason text not null,
  made_at timestamp with time zone not null,
  source text not null default 'proposal'::text,
  ladders jsonb generated always as (("values" -> 'P-22'::text)) stored,
  constraint parameter_minimum_age CHECK (((("values" ->> 'P-01'::text))::numeric >= (3)::numeric)),
  constraint parameter_sets_pkey PRIMARY KEY (version),
  constraint parameter_sets_source_check CHECK ((source = ANY (ARRAY['default'::text, 'proposal'::text, 'import'::text]))),
  constraint parameter_sets_version_check CHECK ((version > 0))
);

create table homeward.parameters (
  id text not null,
  text_en text not null,
  text_km text not null,
  source text not null,
  certainty text not null,
  constraint parameters_certainty_check CHECK ((certainty = ANY (ARRAY['verified'::text, 'analogue'::text, 'proposal'::text]))),
  constraint parameters_id_check CHECK ((id ~ '^P-[0-9]{2,3}$'::text)),
  constraint parameters_pkey PRIMARY KEY (id)
);

create table homeward.people (
  id uuid not null,
  name_km text not null,
  name_en text not null,
  phone text,
  email text,
  language text not null default 'km'::text,
  national_id text,
  added_at timestamp with time zone not null,
  version integer not null default 1,
  constraint people_language_check CHECK ((language = ANY (ARRAY['km'::text, 'en'::text]))),
  constraint people_name_en_check CHECK ((name_en <> ''::text)),
  constraint people_name_km_check CHECK ((name_km <> ''::text)),
  constraint people_national_id_key UNIQUE (national_id),
  constraint people_pkey PRIMARY KEY (id)
);

create table homeward.placement_imports (
  id uuid not null,
  area text not null,
  rows jsonb not null,
  reason text not null,
  proposed_by uuid not null,
  proposed_for uuid,
  proposed_at timestamp with time zone not null,
  decided_by uuid,
  decided_for uuid,
  decided_at timestamp with time zone,
  status text not null default 'proposed'::text,
  constraint placement_imports_decided CHECK (((status = 'proposed'::text) = (decided_at IS NULL))),
  constraint placement_imports_pkey PRIMARY KEY (id),
  constraint placement_imports_rows_check CHECK (((jsonb_typeof(rows) = 'array'::text) AND ((jsonb_array_length(rows) >= 1) AND (jsonb_array_length(rows) <= 500)))),
  constraint placement_imports_second_person CHECK (((decided_by IS NULL) OR (NOT (((decided_by = proposed_by) OR (decided_by = COALESCE(proposed_for, proposed_by))) OR ((COALESCE(decided_for, decided_by) = proposed_by) OR (COALESCE(decided_for, decided_by) = COALESCE(proposed_for, proposed_by))))))),
  constraint placement_imports_status_check CHECK ((status = ANY (ARRAY['proposed'::text, 'approved'::text, 'rejected'::text])))
);

create table homeward.premises (
  id uuid not null,
  institution uuid not null,
  area text,
  address text,
  lat double precision,
  lon double precision,
  from_at timestamp with time zone not null,
  until_at timestamp with time zone,
  constraint premises_area_fkey FOREIGN KEY (area) REFERENCES homeward.areas(code),
  constraint premises_institution_fkey FOREIGN KEY (institution) REFERENCES homeward.institutions(id),
  constraint premises_lat_check CHECK (((lat >= ('-90'::integer)::double precision) AND (lat <= (90)::double precision))),
  constraint premises_lon_check CHECK (((lon >= ('-180'::integer)::double precision) AND (lon <= (180)::double precision))),
  constraint premises_pkey PRIMARY KEY (id)
);

create table homeward.profiles (
  person uuid not null,
  digits text not null,
  channels jsonb not null,
  email text,
  phone text,
  changed_at timestamp with time zone not null,
  quiet_from integer,
  quiet_until integer,
  constraint profiles_channels_check CHECK ((jsonb_typeof(channels) = 'object'::text)),
  constraint profiles_digits_check CHECK ((digits = ANY (ARRAY['khmer'::text, 'latin'::text]))),
  constraint profiles_person_fkey FOREIGN KEY (person) REFERENCES homeward.people(id),
  constraint profiles_pkey PRIMARY KEY (person),
  constraint profiles_quiet CHECK ((((quiet_from IS NULL) = (quiet_until IS NULL)) AND (quiet_from <> quiet_until))),
  constraint profiles_quiet_from_check CHECK (((quiet_from >= 0) AND (quiet_from <= 1439))),
  constraint profiles_quiet_until_check CHECK (((quiet_until >= 0) AND (quiet_until <= 1439)))
);

create table homeward.read_log (
  id bigint not null generated always as identity,
  at timestamp with time zone not null,
  person uuid not null,
  role text not null,
  area text not null,
  kind text not null,
  subject uuid,
  via text not null,
  restricted boolean not null default false,
  break_glass uuid,
  constraint read_log_kind_check CHECK ((kind = ANY (ARRAY['child'::text, 'family'::text, 'instance'::text, 'institution'::text, 'search'::text]))),
  constraint read_log_pkey PRIMARY KEY (id)
);

create table homeward.register_imports (
  one boolean not null default true,
  policy_date date not null,
  at timestamp with time zone not null default clock_timestamp(),
  by text not null default SESSION_USER,
  institutions integer not null,
  xact xid8 not null default pg_current_xact_id(),
  constraint register_imports_one_check CHECK (one),
  constraint register_imports_pkey PRIMARY KEY (one)
);

create table homeward.renewals (
  id uuid not null,
  person uuid not null,
  what text not null,
  asked_at timestamp with time zone not null,
  asked_by uuid not null,
  asked_for uuid,
  expires_at timestamp with time zone not null,
  half text,
  approved_at timestamp with time zone,
  approved_by uuid,
  approved_for uuid,
  constraint renewal_by_others CHECK (((asked_by <> person) AND (approved_by IS DISTINCT FROM person) AND (asked_for IS DISTINCT FROM person) AND (approved_for IS DISTINCT FROM person))),
  constraint renewal_by_two CHECK (((approved_by IS NULL) OR ((approved_by <> asked_by) AND (approved_by IS DISTINCT FROM asked_for) AND (approved_for IS DISTINCT FROM asked_by) AND ((approved_for IS NULL) OR (approved_for IS DISTINCT FROM asked_for))))),
  constraint renewals_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES homeward.people(id),
  constraint renewals_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES homeward.people(id),
  constraint renewals_person_fkey FOREIGN KEY (person) REFERENCES homeward.people(id),
  constraint renewals_pkey PRIMARY KEY (id),
  constraint renewals_what_check CHECK ((what = ANY (ARRAY['password'::text, 'secondFactor'::text, 'both'::text])))
);

create table homeward.reviews (
  id uuid not null,
  person uuid not null,
  key uuid not null,
  item jsonb not null,
  role text not null,
  instance uuid not null,
  workflow text not null,
  event text not null,
  base_version integer not null,
  restricted boolean not null,
  why text not null,
  captured_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  seq integer not null,
  due_at timestamp with time zone not null,
  decision text,
  decided_by uuid,
  decided_at timestamp with time zone,
  decided_seq integer,
  constraint reviews_base_version_check CHECK ((base_version > 0)),
  constraint reviews_decided CHECK (((num_nulls(decision, decided_by, decided_at, decided_seq) = ANY (ARRAY[0, 4])) AND (decided_seq > seq))),
  constraint reviews_decision_check CHECK ((decision = ANY (ARRAY['recorded'::text, 'setAside'::text]))),
  constraint reviews_instance_fkey FOREIGN KEY (instance) REFERENCES homeward.instances(id),
  constraint reviews_once UNIQUE (person, key),
  constraint reviews_person_fkey FOREIGN KEY (person) REFERENCES homeward.people(id),
  constraint reviews_pkey PRIMARY KEY (id),
  constraint reviews_why_check CHECK ((why <> ''::text))
);

create table homeward.secrets (
  instance uuid not null,
  seq integer not null,
  roles text[] not null,
  persons uuid[] not null,
  from_at timestamp with time zone not null,
  until_at timestamp with time zone,
  constraint secrets_instance_fkey FOREIGN KEY (instance) REFERENCES homeward.instances(id),
  constraint secrets_pkey PRIMARY KEY (instance, seq)
);

create table homeward.security_log (
  id bigint not null generated always as identity,
  at timestamp with time zone not null,
  kind text not null,
  person uuid,
  source text,
  detail jsonb not null default '{}'::jsonb,
  constraint security_log_pkey PRIMARY KEY (id)
);

create table homeward.sessions (
  id uuid not null,
  token_hash bytea not null,
  person uuid not null,
  created_at timestamp with time zone not null,
  rotated_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  device text not null default ''::text,
  source text not null default ''::text,
  limited boolean not null default false,
  revoked_at timestamp with time zone,
  revoked_why text,
  constraint sessions_person_fkey FOREIGN KEY (person) REFERENCES homeward.people(id),
  constraint sessions_pkey PRIMARY KEY (id),
  constraint sessions_token_hash_key UNIQUE (token_hash)
);

create table homeward.sibling_members (
  child uuid not null,
  sibling_group uuid not null,
  constraint sibling_members_child_fkey FOREIGN KEY (child) REFERENCES homeward.children(id),
  constraint sibling_members_pkey PRIMARY KEY (child)
);

create table homeward.standing_changes (
  institution uuid not null,
  stream uuid not null,
  seq integer not null,
  standing text not null,
  reason text,
  at timestamp with time zone not null,
  constraint standing_changes_institution_fkey FOREIGN KEY (institution) REFERENCES homeward.institutions(id),
  constraint standing_changes_pkey PRIMARY KEY (institution, stream, seq)
);

create table homeward.standing_stops (
  institution uuid not null,
  instance uuid not null,
  since timestamp with time zone not null,
  constraint standing_stops_instance_fkey FOREIGN KEY (instance) REFERENCES homeward.instances(id),
  constraint standing_stops_institution_fkey FOREIGN KEY (institution) REFERENCES homeward.institutions(id),
  constraint standing_stops_pkey PRIMARY KEY (institution, instance)
);

create table homeward.streams (
  id uuid not null,
  seq integer not null,
  head bytea not null,
  constraint streams_pkey PRIMARY KEY (id)
) with (fillfactor=70);

create table homeward.subjects (
  instance uuid not null,
  kind text not null,
  subject uuid not null,
  constraint subjects_instance_fkey FOREIGN KEY (instance) REFERENCES homeward.instances(id),
  constraint subjects_kind_check CHECK ((kind = ANY (ARRAY['child'::text, 'institution'::text, 'family'::text]))),
  constraint subjects_pkey PRIMARY KEY (instance, kind, subject)
);

create table homeward.tasks (
  id uuid not null,
  instance uuid,
  incident uuid,
  key text not null,
  name text not null,
  role text not null,
  area text not null,
  institution uuid,
  assignee uuid,
  due_at timestamp with time zone not null,
  due_on date not null,
  exact boolean not null,
  provisional boolean not null default false,
  why jsonb not null,
  ladder text not null,
  parameters integer not null,
  opened_version integer not null,
  opened_at timestamp with time zone not null,
  closed_version integer,
  closed_at timestamp with time zone,
  closed_by text,
  next_rung integer,
  next_rung_at timestamp with time zone,
  opens_at timestamp with time zone,
  opening_at timestamp with time zone,
  case_area text,
  constraint tasks_about CHECK (((instance IS NOT NULL) OR (incident IS NOT NULL))),
  constraint tasks_incident FOREIGN KEY (incident) REFERENCES homeward.incidents(id),
  constraint tasks_instance_fkey FOREIGN KEY (instance) REFERENCES homeward.instances(id),
  constraint tasks_ladder_check CHECK ((ladder = ANY (ARRAY['normal'::text, 'high'::text]))),
  constraint tasks_pkey PRIMARY KEY (id)
);

create table homeward.timers (
  instance uuid not null,
  timer text not null,
  armed_version integer not null,
  deadline text not null,
  due_at timestamp with time zone not null,
  provisional boolean not null default false,
  why jsonb not null,
  status text not null default 'armed'::text,
  constraint timers_instance_fkey FOREIGN KEY (instance) REFERENCES homeward.instances(id),
  constraint timers_pkey PRIMARY KEY (instance, timer, armed_version),
  constraint timers_status_check CHECK ((status = ANY (ARRAY['armed'::text, 'fired'::text, 'cancelled'::text])))
);

create table homeward.troubles (
  kind text not null,
  record text not null,
  error text not null,
  attempts integer not null,
  since timestamp with time zone not null,
  retry_at timestamp with time zone not null,
  constraint troubles_pkey PRIMARY KEY (kind, record)
);

create table homeward.upload_parts (
  upload uuid not null,
  start integer not null,
  size integer not null,
  sealed text not null,
  stored_at timestamp with time zone not null default clock_timestamp(),
  constraint upload_parts_pkey PRIMARY KEY (upload, start),
  constraint upload_parts_size_check CHECK (((size >= 1) AND (size <= 262144))),
  constraint upload_parts_start_check CHECK ((start >= 0)),
  constraint upload_parts_upload_fkey FOREIGN KEY (upload) REFERENCES homeward.uploads(id)
);

create table homeward.uploads (
  id uuid not null,
  instance uuid not null,
  person uuid not null,
  size integer not null,
  sha256 text not null,
  begun_at timestamp with time zone not null,
  constraint uploads_instance_fkey FOREIGN KEY (instance) REFERENCES homeward.instances(id),
  constraint uploads_person_fkey FOREIGN KEY (person) REFERENCES homeward.people(id),
  constraint uploads_pkey PRIMARY KEY (id),
  constraint uploads_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint uploads_size_check CHECK (((size >= 1) AND (size <= 5242880)))
);

create table homeward.visits (
  id uuid not null default gen_random_uuid(),
  instance uuid not null,
  key text not null,
  task text not null,
  step text not null,
  role text not null,
  area text not null,
  child uuid,
  assignee uuid,
  opens_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  due_on date not null,
  exact boolean not null,
  ladder text not null,
  parameter text not null,
  parameters integer not null,
  status text not null,
  planned_at timestamp with time zone not null,
  made_on date,
  entered_at timestamp with time zone,
  days_late integer generated always as (
CASE
    WHEN (made_on IS NOT NULL) THEN GREATEST((made_on - due_on), 0)
    ELSE NULL::integer
END) stored,
  reason text,
  closed_at timestamp with time zone,
  opened_version integer not null,
  closed_version integer,
  case_area text,
  constraint visits_area_fkey FOREIGN KEY (area) REFERENCES homeward.areas(code),
  constraint visits_child_fkey FOREIGN KEY (child) REFERENCES homeward.children(id),
  constraint visits_closed CHECK ((((status = 'planned'::text) = (closed_at IS NULL)) AND ((closed_at IS NULL) = (closed_version IS NULL)))),
  constraint visits_in_window CHECK ((made_on >= ((opens_at AT TIME ZONE 'Asia/Phnom_Penh'::text))::date)),
  constraint visits_instance_fkey FOREIGN KEY (instance) REFERENCES homeward.instances(id),
  constraint visits_key UNIQUE (instance, key),
  constraint visits_key_check CHECK ((key <> ''::text)),
  constraint visits_ladder_check CHECK ((ladder = ANY (ARRAY['normal'::text, 'high'::text]))),
  constraint visits_late CHECK (((status <> 'late'::text) OR (made_on > due_on) OR exact)),
  constraint visits_made CHECK ((((status = ANY (ARRAY['made'::text, 'late'::text])) = (made_on IS NOT NULL)) AND ((made_on IS NULL) = (entered_at IS NULL)))),
  constraint visits_not_ahead CHECK ((made_on <= ((entered_at AT TIME ZONE 'Asia/Phnom_Penh'::text))::date)),
  constraint visits_on_time CHECK (((status <> 'made'::text) OR (made_on <= due_on))),
  constraint visits_pkey PRIMARY KEY (instance, id),
  constraint visits_reasoned CHECK (((status <> 'cancelled'::text) OR (reason IS NOT NULL))),
  constraint visits_status_check CHECK ((status = ANY (ARRAY['planned'::text, 'made'::text, 'late'::text, 'missed'::text, 'cancelled'::text]))),
  constraint visits_window CHECK ((opens_at <= due_at))
) partition by RANGE (instance);

create table homeward.watch_matches (
  id uuid not null default gen_random_uuid(),
  watched uuid not null,
  found uuid not null,
  status text not null default 'open'::text,
  opened_at timestamp with time zone not null,
  proposed_by uuid,
  proposed_for uuid,
  proposed_at timestamp with time zone,
  reason text,
  decided_by uuid,
  decided_for uuid,
  decided_at timestamp with time zone,
  constraint watch_dismissal_second_person CHECK (((status <> 'dismissed'::text) OR (NOT (array_remove(ARRAY[proposed_by, proposed_for], NULL::uuid) && array_remove(ARRAY[decided_by, decided_for], NULL::uuid))))),
  constraint watch_matches_check CHECK ((found <> watched)),
  constraint watch_matches_decided CHECK (((status = ANY (ARRAY['dismissed'::text, 'confirmed'::text])) = (decided_by IS NOT NULL))),
  constraint watch_matches_found_fkey FOREIGN KEY (found) REFERENCES homeward.institutions(id),
  constraint watch_matches_pkey PRIMARY KEY (id),
  constraint watch_matches_proposed CHECK (((status <> ALL (ARRAY['proposed'::text, 'dismissed'::text])) OR ((proposed_by IS NOT NULL) AND (reason <> ''::text)))),
  constraint watch_matches_status_check CHECK ((status = ANY (ARRAY['open'::text, 'proposed'::text, 'dismissed'::text, 'confirmed'::text]))),
  constraint watch_matches_watched_fkey FOREIGN KEY (watched) REFERENCES homeward.institutions(id)
);

create table homeward.watch_signs (
  match uuid not null,
  watch uuid not null,
  about uuid not null,
  measure double precision not null,
  unit text not null,
  at timestamp with time zone not null,
  constraint watch_signs_match_fkey FOREIGN KEY (match) REFERENCES homeward.watch_matches(id),
  constraint watch_signs_pkey PRIMARY KEY (match, watch, about),
  constraint watch_signs_unit_check CHECK ((unit = ANY (ARRAY['likeness'::text, 'metres'::text, 'equal'::text]))),
  constraint watch_signs_watch_fkey FOREIGN KEY (watch) REFERENCES homeward.watches(id)
);

create table homeward.watches (
  id uuid not null default gen_random_uuid(),
  institution uuid not null,
  kind text not null,
  about text not null,
  name_km text,
  name_latin text,
  km_key text not null default ''::text,
  km_gram text not null default ''::text,
  latin_key text not null default ''::text,
  role text,
  area text,
  lat double precision,
  lon double precision,
  phone text,
  child uuid,
  from_at timestamp with time zone not null,
  until_at timestamp with time zone not null,
  constraint watches_check CHECK ((until_at > from_at)),
  constraint watches_child_fkey FOREIGN KEY (child) REFERENCES homeward.children(id),
  constraint watches_institution_fkey FOREIGN KEY (institution) REFERENCES homeward.institutions(id),
  constraint watches_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'premises'::text, 'phone'::text, 'child'::text]))),
  constraint watches_once UNIQUE (institution, kind, about),
  constraint watches_pkey PRIMARY KEY (id)
);

-- indexes

CREATE INDEX adoptions_proposed ON homeward.adoptions USING btree (proposed_at, id);
CREATE INDEX alerts_area ON ONLY homeward.alerts USING btree (area text_pattern_ops, fired_at);
CREATE INDEX alerts_beside ON ONLY homeward.alerts USING btree ("left"(area, 2), fired_at DESC, id DESC) WHERE ((instance IS NULL) AND (kind <> 'digest'::text));
CREATE INDEX alerts_district ON ONLY homeward.alerts USING btree ("left"(case_area, 4), fired_at DESC, id DESC) WHERE (instance IS NOT NULL);
CREATE INDEX alerts_fired ON ONLY homeward.alerts USING btree (fired_at DESC, id DESC);
CREATE UNIQUE INDEX alerts_general ON ONLY homeward.alerts USING btree (about, kind, occurrence) WHERE ((task IS NULL) AND (instance IS NULL));
CREATE UNIQUE INDEX alerts_instance ON ONLY homeward.alerts USING btree (about, kind, rung, occurrence) WHERE ((task IS NULL) AND (instance IS NOT NULL));
CREATE INDEX alerts_nobody ON ONLY homeward.alerts USING btree (fired_at) WHERE (nobody AND (acknowledged_at IS NULL));
CREATE INDEX alerts_province ON ONLY homeward.alerts USING btree ("left"(case_area, 2), fired_at DESC, id DESC) WHERE (instance IS NOT NULL);
CREATE UNIQUE INDEX alerts_rung ON ONLY homeward.alerts USING btree (about, task, rung, occurrence) WHERE (task IS NOT NULL);
CREATE INDEX alerts_unresolved ON ONLY homeward.alerts USING btree (fired_at) WHERE (resolved_at IS NULL);
CREATE INDEX allegations_child ON homeward.allegations USING btree (child);
CREATE INDEX allegations_person ON homeward.allegations USING btree (person);
CREATE INDEX anchor_heads_stream ON homeward.anchor_heads USING btree (stream, day);
CREATE INDEX answers_at ON homeward.answers USING btree (at);
CREATE INDEX appointments_acting ON homeward.appointments USING btree (acting_for) WHERE (acting_for IS NOT NULL);
CREATE INDEX appointments_person ON homeward.appointments USING btree (person);
CREATE INDEX appointments_seat ON homeward.appointments USING btree (role, area);
CREATE INDEX attachment_contents_stored ON homeward.attachment_contents USING btree (stored_at);
CREATE INDEX attempts_last ON homeward.attempts USING btree (last_at);
CREATE INDEX authorities_child ON homeward.authorities USING btree (child, institution);
CREATE INDEX authorities_history ON homeward.authorities USING btree (institution, granted_at);
CREATE INDEX authorities_instance ON homeward.authorities USING btree (instance);
CREATE INDEX authorities_institution ON homeward.authorities USING btree (institution) WHERE (status = ANY (ARRAY['awaiting'::text, 'inForce'::text, 'suspended'::text]));
CREATE UNIQUE INDEX authority_one_open ON homeward.authorities USING btree (child, ((status = 'inForce'::text))) WHERE (status = ANY (ARRAY['awaiting'::text, 'inForce'::text, 'suspended'::text]));
CREATE UNIQUE INDEX birth_corrections_open ON homeward.birth_corrections USING btree (child) WHERE (status = 'proposed'::text);
CREATE INDEX break_glass_person ON homeward.break_glass USING btree (person, subject, until);
CREATE INDEX break_glass_unreviewed ON homeward.break_glass USING btree (review_due_at) WHERE (reviewed_at IS NULL);
CREATE UNIQUE INDEX calendar_links_one ON homeward.calendar_links USING btree (person) WHERE (revoked_at IS NULL);
CREATE INDEX census_child ON homeward.census USING btree (child);
CREATE INDEX census_institution ON homeward.census USING btree (institution);
CREATE INDEX census_seals_institution ON homeward.census_seals USING btree (institution);
CREATE INDEX child_ids_value ON homeward.child_ids USING btree (kind, value);
CREATE INDEX child_names_km ON homeward.child_names USING btree (km_key) WHERE (km_key <> ''::text);
CREATE INDEX child_names_km_gram ON homeward.child_names USING gin (km_gram homeward.gin_trgm_ops);
CREATE INDEX child_names_latin ON homeward.child_names USING btree (latin_key) WHERE (latin_key <> ''::text);
CREATE INDEX child_names_latin_gram ON homeward.child_names USING gin (latin_key homeward.gin_trgm_ops);
CREATE INDEX children_area ON homeward.children USING btree (area text_pattern_ops, id);
CREATE INDEX children_family ON homeward.children USING btree (family);
CREATE INDEX children_merged ON homeward.children USING btree (merged_into) WHERE (merged_into IS NOT NULL);
CREATE UNIQUE INDEX credentials_login ON homeward.credentials USING btree (lower(login));
CREATE INDEX deliveries_dead ON homeward.deliveries USING btree (person, channel) WHERE (dead_at IS NOT NULL);
CREATE INDEX deliveries_inbox ON homeward.deliveries USING btree (person, due_at DESC, alert DESC) WHERE (channel = 'inbox'::text);
CREATE INDEX deliveries_person ON homeward.deliveries USING btree (person, due_at);
CREATE INDEX deliveries_recorded ON homeward.deliveries USING btree (recorded_at);
CREATE INDEX deliveries_retry ON homeward.deliveries USING btree (channel, COALESCE(retry_at, due_at)) WHERE ((sent_at IS NULL) AND (dead_at IS NULL) AND (dropped_at IS NULL));
CREATE INDEX deliveries_unread ON homeward.deliveries USING btree (person, due_at DESC, alert DESC) WHERE ((channel = 'inbox'::text) AND (read_at IS NULL));
CREATE INDEX deliveries_unsent ON homeward.deliveries USING btree (due_at) WHERE (sent_at IS NULL);
CREATE INDEX facts_child ON homeward.facts USING btree (child, at DESC);
CREATE INDEX facts_institution ON homeward.facts USING btree (institution, at DESC);
CREATE INDEX facts_place ON homeward.facts USING btree (child, at DESC, recorded_at DESC) WHERE (kind = ANY (ARRAY['presence'::text, 'arrival'::text, 'departure'::text, 'placedInFamily'::text, 'death'::text]));
CREATE INDEX family_members_child ON homeward.family_members USING btree (child);
CREATE INDEX family_members_family ON homeward.family_members USING btree (family);
CREATE INDEX incidents_about ON homeward.incidents USING btree (kind, about);
CREATE INDEX incidents_area ON homeward.incidents USING btree (area text_pattern_ops, opened_at);
CREATE INDEX incidents_child ON homeward.incidents USING btree (child);
CREATE INDEX incidents_instance ON homeward.incidents USING btree (instance) WHERE (instance IS NOT NULL);
CREATE INDEX incidents_institution ON homeward.incidents USING btree (institution);
CREATE UNIQUE INDEX incidents_open ON homeward.incidents USING btree (kind, COALESCE(child, '00000000-0000-0000-0000-000000000000'::uuid), COALESCE(institution, '00000000-0000-0000-0000-000000000000'::uuid), about) WHERE (status <> 'resolved'::text);
CREATE UNIQUE INDEX inspection_draws_instance ON homeward.inspection_draws USING btree (instance);
CREATE INDEX inspection_pieces_instance ON homeward.inspection_pieces USING btree (instance);
CREATE INDEX inspection_pieces_supersedes ON homeward.inspection_pieces USING btree (supersedes) WHERE (supersedes IS NOT NULL);
CREATE INDEX instances_area ON homeward.instances USING btree (area text_pattern_ops);
CREATE INDEX instances_guests ON homeward.instances USING gin (guests) WHERE (guests <> '{}'::text[]);
CREATE INDEX instances_hosted ON homeward.instances USING btree (id) WHERE (guests <> '{}'::text[]);
CREATE INDEX instances_workflow ON homeward.instances USING btree (workflow, opened_at);
CREATE INDEX institution_people_institution ON homeward.institution_people USING btree (institution);
CREATE INDEX institution_people_person ON homeward.institution_people USING btree (person);
CREATE INDEX institutions_area ON homeward.institutions USING btree (area text_pattern_ops, code);
CREATE INDEX interests_institution ON homeward.interests USING btree (institution) WHERE (institution IS NOT NULL);
CREATE INDEX interests_other ON homeward.interests USING btree (other) WHERE (other IS NOT NULL);
CREATE INDEX interests_person ON homeward.interests USING btree (person);
CREATE INDEX journal_recorded ON ONLY homeward.journal USING btree (recorded_at);
CREATE INDEX journal_said ON ONLY homeward.journal USING btree ((((entry)::jsonb ->> 'event'::text)), at) WHERE ((kind = 'event'::text) AND (((entry)::jsonb ->> 'event'::text) = ANY (ARRAY['breakdown.recorded'::text, 'child.found'::text, 'child.missing'::text, 'closing.proposed'::text, 'contact.recorded'::text, 'family.found'::text, 'form2.submitted'::text, 'reassessment.submitted'::text, 'safety.closed'::text, 'safety.concernRaised'::text, 'safety.reported'::text, 'visit.recorded'::text])));
CREATE INDEX leaves_appointment ON homeward.leaves USING btree (appointment);
CREATE UNIQUE INDEX merges_open ON homeward.merges USING btree (kept, merged) WHERE (status = 'proposed'::text);
CREATE INDEX notices_instance ON homeward.notices USING btree (instance, issued_at);
CREATE INDEX on_call_seat ON homeward.on_call USING btree (role, area, ends_at);
CREATE INDEX outbox_imported_person ON homeward.outbox_imported USING btree (person) WHERE (fate IS NULL);
CREATE INDEX outbox_received_device ON homeward.outbox_received USING btree (device, counter);
CREATE INDEX outcomes_child ON homeward.outcomes USING btree (child, at DESC);
CREATE UNIQUE INDEX parameter_sets_import ON homeward.parameter_sets USING btree (source) WHERE (source = 'import'::text);
CREATE INDEX placement_imports_open ON homeward.placement_imports USING btree (area text_pattern_ops, proposed_at);
CREATE INDEX premises_institution ON homeward.premises USING btree (institution);
CREATE INDEX read_log_person ON homeward.read_log USING btree (person, at);
CREATE INDEX read_log_subject ON homeward.read_log USING btree (subject, at);
CREATE INDEX reviews_instance ON homeward.reviews USING btree (instance);
CREATE INDEX reviews_received ON homeward.reviews USING btree (received_at, id);
CREATE UNIQUE INDEX secrets_one ON homeward.secrets USING btree (instance) WHERE (until_at IS NULL);
CREATE INDEX security_log_at ON homeward.security_log USING btree (at);
CREATE INDEX security_log_person ON homeward.security_log USING btree (person, at);
CREATE INDEX sessions_expires ON homeward.sessions USING btree (expires_at);
CREATE INDEX sessions_person ON homeward.sessions USING btree (person) WHERE (revoked_at IS NULL);
CREATE INDEX sibling_members_group ON homeward.sibling_members USING btree (sibling_group);
CREATE INDEX subjects_subject ON homeward.subjects USING btree (kind, subject);
CREATE INDEX tasks_assignee ON homeward.tasks USING btree (assignee, due_at) WHERE ((closed_at IS NULL) AND (assignee IS NOT NULL));
CREATE INDEX tasks_district ON homeward.tasks USING btree ("left"(case_area, 4), due_at, id) WHERE (closed_at IS NULL);
CREATE INDEX tasks_due ON homeward.tasks USING btree (due_at, id) INCLUDE (instance, opens_at, case_area) WHERE (closed_at IS NULL);
CREATE INDEX tasks_held ON homeward.tasks USING btree (assignee) WHERE (assignee IS NOT NULL);
CREATE INDEX tasks_incident ON homeward.tasks USING btree (incident) WHERE (incident IS NOT NULL);
CREATE UNIQUE INDEX tasks_incident_open ON homeward.tasks USING btree (incident, key) WHERE ((closed_at IS NULL) AND (incident IS NOT NULL));
CREATE INDEX tasks_instance ON homeward.tasks USING btree (instance);
CREATE UNIQUE INDEX tasks_open ON homeward.tasks USING btree (instance, key) WHERE ((closed_at IS NULL) AND (instance IS NOT NULL));
CREATE INDEX tasks_opening ON homeward.tasks USING btree (opening_at) WHERE ((closed_at IS NULL) AND (opening_at IS NOT NULL));
CREATE INDEX tasks_queue ON homeward.tasks USING btree (role, area text_pattern_ops, due_at) WHERE ((closed_at IS NULL) AND (assignee IS NULL));
CREATE INDEX tasks_rung ON homeward.tasks USING btree (next_rung_at) WHERE ((closed_at IS NULL) AND (next_rung_at IS NOT NULL));
CREATE UNIQUE INDEX timers_armed ON homeward.timers USING btree (instance, timer) WHERE (status = 'armed'::text);
CREATE INDEX timers_due ON homeward.timers USING btree (due_at, instance) WHERE (status = 'armed'::text);
CREATE INDEX upload_parts_stored ON homeward.upload_parts USING btree (stored_at);
CREATE INDEX visits_area ON ONLY homeward.visits USING btree (area text_pattern_ops, due_at);
CREATE INDEX visits_assignee ON ONLY homeward.visits USING btree (assignee, due_at) WHERE (assignee IS NOT NULL);
CREATE INDEX visits_child ON ONLY homeward.visits USING btree (child, due_at) WHERE (child IS NOT NULL);
CREATE INDEX visits_district ON ONLY homeward.visits USING btree ("left"(case_area, 4), due_at, id);
CREATE INDEX visits_due ON ONLY homeward.visits USING btree (due_at, id);
CREATE INDEX visits_overdue ON ONLY homeward.visits USING btree (due_at) WHERE (status = 'planned'::text);
CREATE INDEX visits_queue ON ONLY homeward.visits USING btree (role, area text_pattern_ops, due_at) WHERE (assignee IS NULL);
CREATE UNIQUE INDEX watch_matches_undecided ON homeward.watch_matches USING btree (watched, found) WHERE (status = ANY (ARRAY['open'::text, 'proposed'::text]));
CREATE INDEX watches_child ON homeward.watches USING btree (child) WHERE (child IS NOT NULL);
CREATE INDEX watches_phone ON homeward.watches USING btree (phone) WHERE (kind = 'phone'::text);

-- functions

CREATE OR REPLACE FUNCTION door.actor_of(line door.line)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return ( select coalesce(entry::jsonb -> 'actor', '{}') from journal where stream = line.stream and seq = line.seq 
);
end $function$
;

CREATE OR REPLACE FUNCTION door.add_ids(kid uuid, ids jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin

  insert into child_ids select kid, i ->> 'kind', i ->> 'value'
    from jsonb_array_elements(case jsonb_typeof(ids) when 'array' then ids else '[]' end) i on conflict do nothing;
end $function$
;

CREATE OR REPLACE FUNCTION door.add_institution(data jsonb, at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  insert into institutions (id, code, name_km, name_en, km_key, latin_key, kind, operator, operator_agency, area, standing, standing_since, standing_reason,
                            ever_authorised, authorised_capacity, last_inspection, phone, registered_at)
  values ((data ->> 'id')::uuid, data ->> 'code', data ->> 'nameKm', data ->> 'nameEn', coalesce(data ->> 'kmKey', ''), coalesce(data ->> 'latinKey', ''),
          data ->> 'kind', data ->> 'operator', (data ->> 'operatorAgency')::uuid, data ->> 'area', data ->> 'standing', at, data ->> 'reason',
          coalesce((data ->> 'everAuthorised')::boolean, false), coalesce((data ->> 'capacity')::int, 0), (data ->> 'lastInspection')::date, data ->> 'phone', at);
  if data ->> 'lat' is not null or data ->> 'address' is not null or length(data ->> 'area') = 8 then
    insert into premises (id, institution, area, address, lat, lon, from_at)
    values (door.kept_id(), (data ->> 'id')::uuid, data ->> 'area', data ->> 'address', (data ->> 'lat')::float8, (data ->> 'lon')::float8, at);
  end if;
  insert into institution_people (id, institution, person, name_km, name_latin, km_key, latin_key, role, phone, from_at)
  select door.kept_id(), (data ->> 'id')::uuid, (p ->> 'person')::uuid, p ->> 'nameKm', p ->> 'nameLatin', coalesce(p ->> 'kmKey', ''),
         coalesce(p ->> 'latinKey', ''), p ->> 'role', p ->> 'phone', at
    from jsonb_array_elements(case jsonb_typeof(data -> 'people') when 'array' then data -> 'people' else '[]' end) p;
end $function$
;

CREATE OR REPLACE FUNCTION door.add_names(kid uuid, names jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin

  insert into child_names (child, ord, km, latin, km_key, km_gram, latin_key)
  select kid, coalesce((select max(ord) from child_names where child = kid), 0) + n.nth, n.v ->> 'km', n.v ->> 'latin',
         coalesce(n.v ->> 'kmKey', ''), coalesce(n.v ->> 'kmGram', ''), coalesce(n.v ->> 'latinKey', '')
    from jsonb_array_elements(case jsonb_typeof(names) when 'array' then names else '[]' end) with ordinality n(v, nth);
end $function$
;

CREATE OR REPLACE FUNCTION door.address(of_about uuid, alert_id uuid, fired timestamp with time zone, d jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  nil constant uuid := '00000000-0000-0000-0000-000000000000';
begin
  if jsonb_array_length(d -> 'deliveries') = 0 then
    insert into deliveries (about, alert, person, channel, reason, due_at)
    values (of_about, alert_id, nil, 'inbox', 'unsendable: nobody up to the ministry, and no administrator', fired)
    on conflict do nothing;
    update alerts set nobody = true, resolve_at = (d ->> 'at')::timestamptz + interval '1 hour' where about = of_about and id = alert_id;
  else
    delete from deliveries where alert = alert_id and person = nil;
    insert into deliveries (about, alert, person, channel, reason, role, acting_for, copy, due_at, place)
    select of_about, alert_id, x.person, x.channel, x.reason, x.role, x.acting_for, coalesce(x.copy, false), coalesce(x.due, fired), x.place
      from rows from (jsonb_to_recordset(d -> 'deliveries') as
          (person uuid, channel text, reason text, role text, acting_for uuid, copy boolean, due timestamptz))
        with ordinality as x(person, channel, reason, role, acting_for, copy, due, place)
    on conflict do nothing;
    update alerts set resolved_at = (d ->> 'at')::timestamptz, nobody = (d ->> 'nobody')::boolean,
      safety = coalesce((d ->> 'safety')::boolean, false) where about = of_about and id = alert_id;
  end if;
end $function$
;

CREATE OR REPLACE FUNCTION door.adoption_keeps()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  if tg_op = 'UPDATE' and old.status = 'open' and new.status <> 'open'
     and to_jsonb(new) - '{status,decided_by,decided_for,decided_at,decided_why}'::text[]
       = to_jsonb(old) - '{status,decided_by,decided_for,decided_at,decided_why}'::text[] then
    return new;
  end if;
  raise exception 'a proposal is decided once and never rewritten' using errcode = 'HW090', constraint = 'adoptions_append_only';
end $function$
;

CREATE OR REPLACE FUNCTION door.alert_exists()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  if not exists (select from alerts where about = new.about and id = new.alert) then
    raise exception 'row of % names an alert that is not there', tg_table_name
      using errcode = '23503', constraint = tg_name, table = tg_table_name, schema = tg_table_schema;
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION door.append_only()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform door.refuse('HW030', tg_table_name || '_append_only', tg_table_name || ' is append-only');
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION door.archive_messages(of_year integer)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  part text := 'archive.' || quote_ident('deliveries_' || of_year);
begin
  execute format('create table %s (like deliveries including defaults including constraints including storage including comments)', part);
  execute format('with moved as (delete from deliveries where about >= door.bound($1) and about < door.bound($1 + 1) and door.is_dated(about)
      and (sent_at is not null or dropped_at is not null) returning *) insert into %s select * from moved', part) using of_year;
  return door.digest_of(part::regclass, 'about');
end $function$
;

CREATE OR REPLACE FUNCTION door.archive_year(of_year integer, closed_before timestamp with time zone, at timestamp with time zone, known jsonb DEFAULT NULL::jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  p record;
  part text;
  columns text;
  digests jsonb := '{}';
  lower_id constant uuid := door.bound(of_year);
  upper_id constant uuid := door.bound(of_year + 1);
  keeping int;
  n_lines bigint;
  n_cases bigint;
begin
  perform pg_advisory_xact_lock(hashtext('homeward.years'));
  if exists (select from archives where year = of_year) then
    perform door.refuse('HW082', 'year_archived', 'the year was archived already', of_year::text);
  end if;
  if not of_year in (select door.years()) then
    perform door.refuse('HW083', 'year_unknown', 'no partition holds this year', of_year::text);
  end if;
  if of_year >= extract(year from at at time zone 'Asia/Phnom_Penh') then
    perform door.refuse('HW084', 'year_not_over', 'the year is not over', of_year::text);
  end if;
  -- before anything is held alone
  digests := jsonb_build_object('deliveries', door.archive_messages(of_year));
  lock table instances in share mode;
  select count(*) into keeping from door.keeping_year(of_year, closed_before);
  if keeping > 0 then
    perform door.refuse('HW085', 'year_kept', keeping || ' cases of the year are open, or were closed too short a time ago', of_year::text);
  end if;
  for p in select * from door.parted() loop
    execute format('lock table %I in access exclusive mode', p.name);
  end loop;
  for p in select * from door.parted() loop
    part := p.name || '_' || of_year;
    if known is not null and door.is_unchanged(format('homeward.%I', part)::regclass, p.by_column, known -> 'parts' -> p.name, known ->> 'oldest') then
      digests := digests || jsonb_build_object(p.name, known -> 'parts' -> p.name -> 'digest');
    else
      digests := digests || jsonb_build_object(p.name, door.digest_of(format('homeward.%I', part)::regclass, p.by_column));
    end if;
    execute format('alter table %I detach partition %I', p.name, part);
    select string_agg(quote_ident(attname), ', ' order by attnum) into columns from pg_catalog.pg_attribute
      where attrelid = format('homeward.%I', p.name)::regclass and attnum > 0 and not attisdropped and attgenerated = '';
    execute format('alter table %I disable trigger user', part);
    execute format('alter table %I disable trigger user', p.name || '_default');
    execute format('insert into %I (%s) select %s from %I where not door.is_dated(%I)', p.name || '_default', columns, columns, part, p.by_column);
    execute format('delete from %I where not door.is_dated(%I)', part, p.by_column);
    execute format('alter table %I enable trigger user', p.name || '_default');
    execute format('alter table %I enable trigger user', part);
    execute format('alter table %I set schema archive', part);
  end loop;
  execute format('select count(*), count(distinct stream) from archive.%I', 'journal_' || of_year) into n_lines, n_cases;
  insert into archives values (of_year, lower_id, upper_id, at, n_cases, n_lines, digests);
  return jsonb_build_object('year', of_year, 'cases', n_cases, 'lines', n_lines, 'digests', digests);
end $function$
;

CREATE OR REPLACE FUNCTION door.areas_of(list jsonb)
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  codes text[] := array(select distinct a from jsonb_array_elements_text(coalesce(list, '[]')) a order by a);
  unknown text := (select c from unnest(codes) c where not exists (select from areas where code = c) limit 1);
begin
  if unknown is not null then perform door.refuse('23W10', 'instance_guests', 'there is no such area', unknown); end if;
  return codes;
end $function$
;

CREATE OR REPLACE FUNCTION door.attach(parent text, by_column text, part text, from_id uuid, until_id uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  rest text := parent || '_default';
  columns text;
  n bigint;
begin
  execute format('lock table %I in access exclusive mode', rest);
  execute format('select count(*) from %I where %I >= $1 and %I < $2', rest, by_column, by_column) into n using from_id, until_id;
  if n > 0 then
    select string_agg(quote_ident(attname), ', ' order by attnum) into columns from pg_catalog.pg_attribute
      where attrelid = format('homeward.%I', parent)::regclass and attnum > 0 and not attisdropped and attgenerated = '';
    execute format('alter table %I disable trigger user', rest);
    execute format('insert into %I (%s) select %s from %I where %I >= $1 and %I < $2', part, columns, columns, rest, by_column, by_column) using from_id, until_id;
    execute format('delete from %I where %I >= $1 and %I < $2', rest, by_column, by_column) using from_id, until_id;
    execute format('alter table %I enable trigger user', rest);
  end if;
  execute format('alter table %I attach partition %I for values from (%L) to (%L)', parent, part, from_id, until_id);
  perform door.guard_partition(parent, part);
end $function$
;

CREATE OR REPLACE FUNCTION door.attachment_content_keeps()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  if tg_op = 'DELETE' and not exists (select from attachments where content = old.id) then return old; end if;
  raise exception 'the content of a file is not rewritten' using errcode = 'HW074', constraint = 'attachment_contents_append_only';
end $function$
;

CREATE OR REPLACE FUNCTION door.attachment_keeps()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  if tg_op = 'UPDATE' and old.withdrawn_at is null and new.withdrawn_at is not null
     and to_jsonb(new) - '{withdrawn_seq,withdrawn_at,withdrawn_by}'::text[] = to_jsonb(old) - '{withdrawn_seq,withdrawn_at,withdrawn_by}'::text[] then
    if exists (select from inspection_reports where instance = old.instance) and (
        exists (select from inspection_pieces p where p.instance = old.instance
          and (p.id = old.id or p.body::text like '%' || old.id || '%' or p.body ->> 'sha256' in (old.sha256, old.received)))
        or exists (select from journal j join contents c on c.stream = j.stream and c.seq = j.seq
          where j.stream = old.instance and j.kind = 'event' and c.body like '%' || old.id || '%')) then
      perform door.refuse('HW090', 'attachment_evidence', 'a submitted report rests on the file');
    end if;
    return new;
  end if;
  raise exception 'a file of a case is not rewritten' using errcode = 'HW073', constraint = 'attachments_append_only';
end $function$
;

CREATE OR REPLACE FUNCTION door.bound(of_year integer)
 RETURNS uuid
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
  select (lpad(to_hex((extract(epoch from make_date(of_year, 1, 1)::timestamp at time zone 'Asia/Phnom_Penh') * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$function$
;

CREATE OR REPLACE FUNCTION door.bring_back_year(of_year integer)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  p record;
  a archives;
  part text;
  messages regclass := to_regclass(format('archive.%I', 'deliveries_' || of_year));
begin
  perform pg_advisory_xact_lock(hashtext('homeward.years'));
  select * into a from archives where year = of_year for update;
  if not found then
    perform door.refuse('HW086', 'year_at_hand', 'the year is not in the archive', of_year::text);
  end if;
  for p in select * from door.parted() union all select 'deliveries', 'about' where a.digests ? 'deliveries' loop
    part := p.name || '_' || of_year;
    if to_regclass(format('archive.%I', part)) is null
      or door.digest_of(format('archive.%I', part)::regclass, p.by_column) is distinct from a.digests ->> p.name then
      perform door.refuse('HW087', 'archive_changed', format('the archived rows of %s are not those that were archived', p.name), of_year::text);
    end if;
    execute format('alter table archive.%I add constraint of_year check (%I >= %L and %I < %L)', part, p.by_column, a.from_id, p.by_column, a.until_id);
  end loop;
  for p in select * from door.parted() loop
    part := p.name || '_' || of_year;
    execute format('alter table archive.%I set schema homeward', part);
    -- rows of older random ids come back among them without the guards of what people write
    execute format('alter table %I disable trigger user', part);
    perform door.attach(p.name, p.by_column, part, a.from_id, a.until_id);
    execute format('alter table %I enable trigger user', part);
    execute format('alter table %I drop constraint of_year', part);
  end loop;
  if messages is not null then
    execute format('insert into deliveries select * from %s', messages);
    execute format('drop table %s', messages);
  end if;
  delete from archives where year = of_year;
  return jsonb_build_object('year', of_year, 'cases', a.cases, 'lines', a.lines, 'digests', a.digests);
end $function$
;

CREATE OR REPLACE FUNCTION door.cancel_timers(w door.work[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
 SET enable_bitmapscan TO 'off'
AS $function$
declare
  x door.work;
begin
  foreach x in array w loop
    if jsonb_array_length(x.i -> 'cancelTimers') > 0 or jsonb_array_length(x.i -> 'armTimers') > 0 then
      update timers set status = 'cancelled'
        where instance = x.stream and status = 'armed' and timer = any (array(
          select jsonb_array_elements_text(x.i -> 'cancelTimers') union all select c ->> 'timer' from jsonb_array_elements(x.i -> 'armTimers') c));
    end if;
  end loop;
end $function$
;

CREATE OR REPLACE FUNCTION door.child_of(asked uuid)
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  found_id uuid;
begin
  select coalesce(merged_into, id) into found_id from children where id = asked;
  if found_id is null and asked is not null then perform door.refuse('HW039', 'child_known', 'there is no such child'); end if;
  return found_id;
end $function$
;

CREATE OR REPLACE FUNCTION door.clock_forward()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if not old.by_hand and new.now is distinct from old.now then
    raise exception 'these data are written by the real clock' using errcode = 'HW050', constraint = 'clock_real';
  end if;
  if new.now < old.now then
    raise exception 'the clock only moves forward' using errcode = 'HW050', constraint = 'clock_forward';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION door.compare_presence(kid uuid, place uuid, fact uuid, at timestamp with time zone, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  i institutions;
  youngest date;
  base jsonb;
  treated boolean;
begin
  select * into i from institutions where id = place;
  select birth_to into youngest from children where id = kid;
  treated := i.kind = 'hospital' and not i.ever_residential
    and (present_at(kid) is distinct from place or coalesce(stays_since(kid), at) + hospital_span(line.at) > line.at);
  base := jsonb_build_object('child', kid, 'institution', place, 'instance', line.instance, 'fact', fact, 'area', i.area, 'parameter', 'P-38');
  if not treated and not exists (select from authorities where child = kid and institution = place and status in ('awaiting', 'inForce')) then
    perform door.open_incident(base || jsonb_build_object('kind', 'UNAUTHORISED_PRESENCE', 'role', 'districtSupervisor', 'ladder', 'high',
      'due', to_jsonb(line.at + interval '24 hours'), 'text', jsonb_build_object(
        'en', 'A child sleeps in an institution without a decision that allows it. See the child, secure the child, and ask for a decision or a way home.',
        'km', 'កុមារម្នាក់ស្នាក់នៅក្នុងគ្រឹះស្ថានដោយគ្មានសេចក្តីសម្រេចអនុញ្ញាត។ សូមជួបកុមារ ធានាសុវត្ថិភាព ហើយស្នើសុំសេចក្តីសម្រេច ឬរៀបចំឱ្យកុមារត្រឡប់ទៅគ្រួសារវិញ។')), line);
  end if;
  if (residential_kind(i.kind) or i.ever_residential) and birthday(youngest, 3) > (at at time zone 'Asia/Phnom_Penh')::date
     and door.open_incident(base || jsonb_build_object('kind', 'UNDER_THREE_PRESENT', 'role', 'pdosvyDirector', 'ladder', 'high',
      'due', to_jsonb(line.at + interval '24 hours'), 'text', jsonb_build_object(
        'en', 'A child under 3 is in residential care, which nobody can authorise. Arrange emergency foster care within 24 hours.',
        'km', 'កុមារអាយុក្រោម ៣ឆ្នាំ ស្ថិតក្នុងការថែទាំតាមគ្រឹះស្ថាន ដែលគ្មាននរណាអាចអនុញ្ញាតបានទេ។ សូមរៀបចំគ្រួសារធម៌បន្ទាន់ក្នុងរយៈពេល ២៤ម៉ោង។')), line) is not null then
    perform door.op_alert_raise(jsonb_build_object('kind', 'UNDER_THREE_PRESENT', 'to', jsonb_build_array('pdosvyDirector', 'mosvy'), 'area', left(i.area, 2),
      'occurrence', kid || '/' || fact, 'text', jsonb_build_object(
        'en', 'Critical: a child under 3 was found in residential care.', 'km', 'ធ្ងន់ធ្ងរ៖ រកឃើញកុមារអាយុក្រោម ៣ឆ្នាំ ក្នុងការថែទាំតាមគ្រឹះស្ថាន។')), line);
  end if;
end $function$
;

CREATE OR REPLACE FUNCTION door.conflicts_of(units jsonb, w door.work[])
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
#variable_conflict use_column
begin
return (
  select coalesce(jsonb_object_agg(u, c), '{}') from (
    select distinct on (u) u, c from (
      select x.u, 1 as rank, jsonb_build_object('ok', false, 'conflict', 'instance', 'id', x.stream) as c
        from unnest(w) x where x.i is not null and x.expect is distinct from coalesce(x.current, 0)
      union all
      select x.u, 2, jsonb_build_object('ok', false, 'conflict', 'key')
        from unnest(w) x join keys k on k.person = (x.key ->> 'person')::uuid and k.route = x.key ->> 'route' and k.key = x.key ->> 'key'
       where x.key is not null
      union all
      select u.n, 3, jsonb_build_object('ok', false, 'conflict', 'registry', 'id', c.y ->> 'id')
        from jsonb_array_elements(units) with ordinality u(x, n), jsonb_array_elements(u.x -> 'checks') c(y)
       where not door.holds(c.y ->> 'table', (c.y ->> 'id')::uuid, (c.y ->> 'version')::int)
    ) found order by u, rank
  ) first

);
end $function$
;

CREATE OR REPLACE FUNCTION door.digest_of(of_table regclass, by_column text)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
 SET extra_float_digits TO '1'
 SET bytea_output TO 'hex'
AS $function$
declare
  answer text;
begin
  execute format($q$
    select encode(sha256(convert_to(coalesce(string_agg(d, '' order by k), ''), 'UTF8')), 'hex') from (
      select k, encode(sha256(convert_to(string_agg(d, '' order by d), 'UTF8')), 'hex') as d from (
        select %1$I as k, encode(sha256(convert_to(to_jsonb(t)::text, 'UTF8')), 'hex') as d from %2$s t where door.is_dated(%1$I)) l group by k) s$q$,
    by_column, of_table) into answer;
  return answer;
end $function$
;

CREATE OR REPLACE FUNCTION door.digests_of_year(of_year integer)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  p record;
  part regclass;
  n bigint;
  parts jsonb := '{}';
begin
  if not of_year in (select door.years()) then return null; end if;
  for p in select * from door.parted() loop
    part := format('homeward.%I', p.name || '_' || of_year)::regclass;
    execute format('select count(*) from %s where door.is_dated(%I)', part, p.by_column) into n;
    parts := parts || jsonb_build_object(p.name, jsonb_build_object('digest', door.digest_of(part, p.by_column), 'rows', n));
  end loop;
  return jsonb_build_object('oldest', pg_snapshot_xmin(pg_current_snapshot()), 'parts', parts);
end $function$
;

CREATE OR REPLACE FUNCTION door.document_keeps()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  if tg_op = 'UPDATE' and old.revoked_at is null and new.revoked_at is not null
     and (new.id, new.instance, new.seq, new.document, new.kind, new.language, new.number, new.snapshot, new.template, new.sha256, new.dated, new.issued_at, new.issued_by)
       = (old.id, old.instance, old.seq, old.document, old.kind, old.language, old.number, old.snapshot, old.template, old.sha256, old.dated, old.issued_at, old.issued_by)
     and new.code is not distinct from old.code then
    return new;
  end if;
  raise exception 'a document that was issued is not rewritten' using errcode = 'HW061', constraint = 'documents_append_only';
end $function$
;

CREATE OR REPLACE FUNCTION door.end_tasks(w door.work[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
 SET enable_bitmapscan TO 'off'
AS $function$
declare
  x door.work;
begin
  foreach x in array w loop
    if jsonb_array_length(x.i -> 'closeTasks') > 0 then
      update tasks set closed_version = x.version, closed_at = x.at, closed_by = x.kind, next_rung_at = null
        where instance = x.stream and closed_at is null and key = any (array(select jsonb_array_elements_text(x.i -> 'closeTasks')));
    end if;
  end loop;
end $function$
;

CREATE OR REPLACE FUNCTION door.guard_anchor()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  if new.day > (clock_timestamp() at time zone 'Asia/Phnom_Penh')::date
     and new.day > (select now at time zone 'Asia/Phnom_Penh' from manual_clock)::date
     and new.day > (select coalesce(max(at), '-infinity') at time zone 'Asia/Phnom_Penh' from journal)::date + 1 then
    perform door.refuse('HW051', 'anchor_ahead', 'an anchor is made on its day or after it');
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION door.guard_authority()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  place institutions;
  youngest date;
  line_kind text;
  line_role text;
  taken int;
begin
  if tg_op = 'UPDATE' then
    if (new.id, new.kind, new.institution, new.valid_from, new.valid_until, new.goal, new.instance, new.seq, new.granted_at)
       is distinct from (old.id, old.kind, old.institution, old.valid_from, old.valid_until, old.goal, old.instance, old.seq, old.granted_at)
       or (new.child <> old.child and not exists (select from children where id = old.child and merged_into = new.child)) then
      perform door.refuse('HW032', 'authority_fixed', 'an authority is never extended or rewritten: a new decision is needed');
    end if;
    if old.status in ('ended', 'void') and new.status <> old.status then
      perform door.refuse('HW032', 'authority_over', 'an authority that ended does not come back: a new decision is needed');
    end if;
    if new.status = old.status or new.status in ('suspended', 'ended', 'void') then return new; end if;
  else
    select j.kind, j.entry::jsonb -> 'actor' ->> 'role' into line_kind, line_role from journal j where j.stream = new.instance and j.seq = new.seq;
    if line_kind is distinct from 'event' or line_role in ('clock', 'register', 'rciDirector') then
      perform door.refuse('HW033', 'authority_has_decision', 'no authority without a recorded decision');
    end if;
    if new.status in ('ended', 'void') then return new; end if;
  end if;

  if new.institution is not null then
    select * into place from institutions where id = new.institution for no key update;
    if place.standing <> 'authorised' then
      perform door.refuse('HW034', 'authority_institution_standing', 'the institution is ' || place.standing, place.standing);
    end if;
    if not (place.kind = 'hospital' and not place.ever_residential and new.kind in ('emergency', 'interim')) then
      select count(distinct child) into taken from authorities
        where institution = new.institution and status in ('awaiting', 'inForce', 'suspended') and child <> new.child;
      if taken >= place.authorised_capacity then
        perform door.refuse('HW035', 'authority_institution_full', 'the institution is full', taken || '/' || place.authorised_capacity);
      end if;
    end if;
    if new.kind = 'residential' and not residential_kind(place.kind) then
      perform door.refuse('HW034', 'authority_residential_place', 'a residential authority names a residential institution', place.kind);
    end if;
  end if;

  -- P-01, with the youngest plausible age, on the day it begins and on the day the child arrives
  if new.kind = 'residential' or residential_kind(place.kind) or place.ever_residential then
    select birth_to into youngest from children where id = new.child;
    if birthday(youngest, 3) > ((case when tg_op = 'UPDATE' then new.changed_at else new.valid_from end) at time zone 'Asia/Phnom_Penh')::date then
      perform door.refuse('HW036', 'authority_under_three', 'no residential care for a child under 3');
    end if;
  end if;
  -- the one pair allowed: what covers the child now, and what is awaited in the same case
  if exists (select from authorities o where o.child = new.child and o.id <> new.id and o.status in ('awaiting', 'inForce', 'suspended')
      and not (o.instance = new.instance and (
        new.status = 'awaiting' and new.kind = 'residential' and o.status = 'inForce' and o.kind in ('emergency', 'interim')
        or new.status = 'inForce' and new.kind in ('emergency', 'interim') and o.status in ('awaiting', 'suspended') and o.kind = 'residential'))) then
    perform door.refuse('HW032', 'authority_one_open', 'a child has one open authority at a time');
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION door.guard_authority_terms()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  -- who opens a case asks; the decision is a later line
  if new.seq <= 1 then
    perform door.refuse('HW033', 'authority_has_decision', 'no authority from the line that opens a case');
  end if;
  if new.kind in ('kinship', 'foster') and new.institution is not null then
    perform door.refuse('HW034', 'authority_family_place', 'an authority for a family names no institution');
  end if;
  if new.valid_until > door.longest_authority(new.kind, new.valid_from, new.child) then
    perform door.refuse('HW032', 'authority_too_long', 'no authority of this kind lasts so long');
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION door.guard_census()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  if tg_op = 'DELETE' then
    perform door.refuse('HW062', 'census_kept', 'a sealed census loses no row');
  end if;
  if tg_op = 'INSERT' then
    if new.accounted is not null or new.verified_at is not null or new.lost <> (new.found = 'unaccounted') then
      perform door.refuse('HW062', 'census_accounted_by_fact', 'a row is sealed as the child was found');
    end if;
    return new;
  end if;
  if (new.instance, new.no, new.institution, new.child, new.bed, new.found, new.under_three, new.disability, new.sealed_at)
     is distinct from (old.instance, old.no, old.institution, old.child, old.bed, old.found, old.under_three, old.disability, old.sealed_at) then
    perform door.refuse('HW062', 'census_sealed', 'a sealed row says for ever what was found');
  end if;
  -- who moved a child has moved it
  new.moved_by := array(select distinct p from unnest(old.moved_by || new.moved_by) p order by 1);
  if new.accounted is not null and new.accounted is distinct from old.accounted and not door.is_accounted(new) then
    perform door.refuse('HW062', 'census_accounted_by_fact', 'no fact of the register says that the child lives there', new.accounted);
  end if;
  if old.lost and not new.lost and not door.is_found(new) then
    perform door.refuse('HW062', 'census_accounted_by_fact', 'nobody has seen the child who is lost');
  end if;
  if new.verified_at is not null and new.verified_at is distinct from old.verified_at and new.accounted is not null and not new.lost
     and not door.is_verified(new) then
    perform door.refuse('HW062', 'census_verified_by_sight', 'nobody who moved no child has seen the child where it lives');
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION door.guard_child()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  if (new.birth_from, new.birth_to) is distinct from (old.birth_from, old.birth_to) and not exists (
    select from birth_corrections b where b.child = new.id and b.status = 'approved' and (b.birth_from, b.birth_to) = (new.birth_from, new.birth_to)
      and b.was_from = old.birth_from and b.was_to = old.birth_to and b.decided_at = (select max(decided_at) from birth_corrections where child = new.id)) then
    perform door.refuse('HW038', 'child_birth_two_people', 'a birth date is corrected by two people');
  end if;
  if new.merged_into is distinct from old.merged_into and not exists (
    select from merges m where m.status = 'approved' and m.kept = new.merged_into
      and (m.merged = new.id or m.merged = old.merged_into)) then
    perform door.refuse('HW038', 'child_merge_two_people', 'two records are merged by two people');
  end if;
  if old.status = 'died' and new.status <> 'died' and not exists (select from facts f join facts c on c.corrects = f.id
      where f.child = new.id and f.kind = 'death') then
    perform door.refuse('HW038', 'child_death_corrected', 'a death is corrected by a new fact');
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION door.guard_closing()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  lacking text;
begin
  if new.standing = old.standing then return new; end if;
  if new.standing = 'closed' and (old.ever_residential or residential_kind(old.kind) or residential_kind(new.kind)) then
    lacking := closing_lacks(new.id);
    if lacking is not null then
      perform door.refuse('HW063', 'institution_closed_empty', 'no institution is closed while one child is unaccounted for: ' || lacking, lacking);
    end if;
    if not door.is_certified(new.id) then
      perform door.refuse('HW063', 'institution_closed_by_certificate', 'an institution is closed by the certificate of its closure');
    end if;
  end if;
  -- a withdrawn closure is over before its last op runs
  if old.standing = 'frozen' and new.standing not in ('frozen', 'closed') and exists (
      select from subjects s join instances i on i.id = s.instance
       where s.kind = 'institution' and s.subject = new.id and i.workflow = 'institution-closure' and i.status = 'open'
         and (i.state::jsonb #>> '{context,ordered}')::boolean) then
    perform door.refuse('HW063', 'institution_frozen_by_order', 'the freeze of a closure order ends with the order');
  end if;
  if old.standing in ('frozen', 'suspended') and new.standing not in ('frozen', 'suspended', 'closed') then
    lacking := (select string_agg(i.reference, ', ' order by i.reference) from standing_stops s join instances i on i.id = s.instance and i.status = 'open'
      where s.institution = new.id);
    if lacking is not null then
      perform door.refuse('HW063', 'institution_stopped_by_inspection', 'what an inspection stopped is lifted there: ' || lacking, lacking);
    end if;
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION door.guard_closure()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  since timestamptz;
begin
  if new.workflow <> 'institution-closure' then return new; end if;
  if new.outcome in ('CLOSED_VERIFIED', 'TRANSITIONED', 'ABANDONED_BY_PROVIDER')
     and (not exists (select from census_seals where instance = new.id)
       or exists (select from census where instance = new.id and (accounted is null or verified_at is null or lost))) then
    perform door.refuse('HW063', 'closure_accounts', 'no closure ends as closed while one child is unaccounted for');
  end if;
  if new.outcome = 'ORDER_WITHDRAWN' then
    since := (select max(at) from journal where stream = new.id and kind = 'event' and entry::jsonb ->> 'event' = 'order.withdrawn');
    if not exists (select from subjects s where s.instance = new.id and s.kind = 'institution' and (inspected_fact(s.subject) ->> 'rating') = 'A'
        and (inspected_fact(s.subject) ->> 'openedAt')::bigint >= (extract(epoch from since) * 1000)::bigint) then
      perform door.refuse('HW063', 'closure_withdrawn_inspected', 'the freeze of a withdrawn order ends after an inspection that found all standards met');
    end if;
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION door.guard_closure_once()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  if not exists (select from instances where id = new.instance and workflow = 'institution-closure') then return new; end if;
  perform from institutions where id = new.subject for no key update;
  if exists (select from instances c, institutions p where c.id = new.instance and p.id = new.subject and not (length(c.area) >= 4 and starts_with(p.area, c.area))) then
    perform door.refuse('HW063', 'closure_where_it_lies', 'a closure is opened in the district where the institution lies');
  end if;
  if exists (select from subjects s join instances i on i.id = s.instance
      where s.kind = 'institution' and s.subject = new.subject and s.instance <> new.instance
        and i.workflow = 'institution-closure' and i.status = 'open' and i.phase not like '%steps.surveillance%') then
    perform door.refuse('HW063', 'closure_once', 'a closure of the institution is open already');
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION door.guard_counted_merge()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  if (select count(distinct status) from children where id in (new.kept, new.merged)) > 1 and exists (
      select from census c join instances i on i.id = c.instance
       where c.child = any (records_of(new.kept) || records_of(new.merged)) and i.status = 'open' and i.phase not like '%steps.surveillance%') then
    perform door.refuse('HW038', 'merge_death_on_both', 'one record says that the child died and the other is of a closing institution');
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION door.guard_decided()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.status <> 'proposed' then
    perform door.refuse('HW038', 'proposal_decided', 'it has been decided');
  end if;
  if new.proposed_by <> old.proposed_by or new.proposed_for is distinct from old.proposed_for then
    perform door.refuse('HW038', 'proposal_fixed', 'who proposed stays who proposed');
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION door.guard_document()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  if new.revoked_at is not null
     or not exists (select from journal where stream = new.instance and seq = new.seq and version is not null) then
    raise exception 'a document is written from an accepted line of its journal' using errcode = 'HW062', constraint = 'document_of_accepted_line';
  end if;
  if not exists (select from journal j join instances i on i.id = j.stream join document_sources s on s.workflow = i.workflow
      where j.stream = new.instance and j.seq = new.seq and s.document = new.document and s.kind = new.kind and s.event = j.entry::jsonb ->> 'event'
        and (j.entry::jsonb -> 'consumed') is null) then
    raise exception 'the line does not tell of what the document says' using errcode = 'HW062', constraint = 'document_of_its_event';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION door.guard_institution()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  importing boolean := exists (select from register_imports where xact = pg_current_xact_id());
begin
  if tg_op = 'INSERT' then
    new.ever_residential := residential_kind(new.kind);
    if not importing and (new.ever_authorised or new.standing = 'authorised') and residential_kind(new.kind) then
      perform door.refuse('HW037', 'institution_never_created', 'no new institution is authorised');
    end if;
    -- what is found is there, and nobody has decided about it yet
    if not importing and new.standing not in ('authorised', 'unauthorised') then
      perform door.refuse('HW037', 'institution_registered_as_found', 'a place is registered as it is found, not as ' || new.standing, new.standing);
    end if;
    if new.kind = 'hospital' and new.authorised_capacity > 0 then
      perform door.refuse('HW037', 'institution_hospital_beds', 'a hospital has no places for residential care');
    end if;
    if new.standing = 'authorised' and not new.ever_authorised then new.ever_authorised := true; end if;
    return new;
  end if;
  if new.id <> old.id or new.code <> old.code then
    perform door.refuse('HW037', 'institution_identity', 'an institution keeps its id and code');
  end if;
  if new.ever_authorised and not old.ever_authorised or (new.standing = 'authorised' and not old.ever_authorised) then
    perform door.refuse('HW037', 'institution_never_created', 'no new institution is authorised');
  end if;
  if old.standing = 'closed' and new.standing <> 'closed' then
    perform door.refuse('HW037', 'institution_never_reopened', 'a closed institution is not opened again');
  end if;
  if new.kind <> old.kind and residential_kind(new.kind) then
    perform door.refuse('HW037', 'institution_never_converted', 'a change of type into residential care is a new institution');
  end if;
  new.ever_residential := old.ever_residential or residential_kind(old.kind);
  if new.kind <> old.kind and new.ever_residential then
    if closing_open(old.id) is not null then
      perform door.refuse('HW063', 'institution_converted_empty', 'a home changes its type after its closure: ' || closing_open(old.id), closing_open(old.id));
    end if;
    -- its beds were for residential care
    new.authorised_capacity := 0;
  end if;
  if new.kind <> old.kind and new.kind = 'hospital' then new.authorised_capacity := 0; end if;
  if new.authorised_capacity > old.authorised_capacity then
    perform door.refuse('HW037', 'institution_never_larger', 'an increase of capacity is a new institution');
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION door.guard_missed_inspection()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  if exists (select from inspection_misses m join inspection_plan_entries e on e.id = m.entry join inspection_plan_windows w on w.entry = m.entry and w.no = m.no
      where m.incident = new.id and not exists (select from inspection_plan_windows n where n.entry = m.entry and n.no > m.no)
        and inspection_between(e.institution, w.from_on, 'infinity') is null) then
    perform door.refuse('HW096', 'inspection_missed', 'the inspection has not taken place and was not planned for other days');
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION door.guard_partition(parent text, part text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  t record;
begin
  for t in select pg_get_triggerdef(g.oid) as def, g.tgname from pg_catalog.pg_trigger g
      where g.tgrelid = format('homeward.%I', parent)::regclass and not g.tgisinternal and g.tgtype & 1 = 0
        and not exists (select from pg_catalog.pg_trigger o where o.tgrelid = format('homeward.%I', part)::regclass and o.tgname = g.tgname) loop
    execute replace(t.def, format(' ON homeward.%I ', parent), format(' ON homeward.%I ', part));
  end loop;
end $function$
;

CREATE OR REPLACE FUNCTION door.guard_piece()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  place record;
begin
  -- the report waits for this piece, or this piece for the report
  select workflow, status into place from instances where id = new.instance for share;
  if place.workflow is distinct from 'inspection' then
    perform door.refuse('HW090', 'inspection_open', 'the inspection is not open');
  end if;
  -- it comes after the report: it is kept beside it, and changes nothing of what was signed
  new.late := place.status <> 'open' or exists (select from inspection_reports where instance = new.instance);
  -- of what the report speaks of, another word comes too late, unless it tells of a danger to a child
  if new.late and exists (select from inspection_pieces p where p.instance = new.instance and p.kind = new.kind and p.item = new.item and not p.late)
    and not new.body @> '{"disclosure": true}' and not new.body @> '{"underThree": true}' then
    perform door.refuse('HW090', 'inspection_submitted', 'the report is submitted');
  end if;
  if new.supersedes is not null and not exists (select from inspection_pieces p
      where p.id = new.supersedes and p.instance = new.instance and p.kind = new.kind and p.item = new.item) then
    perform door.refuse('HW090', 'inspection_piece_supersedes', 'it takes the place of no piece about the same thing');
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION door.guard_plan_lacking()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  of_year int := split_part(new.about, '/', 2)::int;
begin
  if extract(year from new.resolved_at at time zone 'Asia/Phnom_Penh')::int <= of_year
     and exists (select from inspected_provinces() p where p.area = new.area)
     and not exists (select from inspection_plans x where x.area = new.area and x.year = of_year and x.approved_at is not null) then
    perform door.refuse('HW096', 'inspection_plan_lacking', 'the plan of the year is not approved');
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION door.guard_rating()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  rater uuid := (to_jsonb(new) ->> 'by')::uuid;
begin
  if exists (select from inspection_ratings r where r.instance = new.instance and r."by" = rater) then
    perform door.refuse('HW090', 'inspection_rated_before', 'who has rated it never rates it again');
  end if;
  if exists (select from instances i where i.id = new.instance and i.state::jsonb #> '{context,team}' @> to_jsonb(rater::text)) then
    perform door.refuse('HW090', 'inspection_rated_by_team', 'who inspected never rates');
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION door.guard_secret()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  if tg_op = 'UPDATE' and old.until_at is null and new.until_at is not null
     and to_jsonb(new) - 'until_at' = to_jsonb(old) - 'until_at' then
    return new;
  end if;
  perform door.refuse('HW030', 'secrets_append_only', 'secrets is append-only');
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION door.guard_unnamed()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  if exists (select from subjects s join instances i on i.id = s.instance
      where s.kind = 'institution' and s.subject = new.institution and i.workflow = 'institution-closure' and i.status = 'open'
        and (i.state::jsonb #>> '{context,ordered}')::boolean and i.phase not like '%steps.surveillance%'
        and not unnamed_settled(i.id, new.opened_at)) then
    perform door.refuse('HW063', 'unnamed_by_two', 'two people say what became of children who were found without a name');
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION door.guard_visit()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  if tg_op = 'DELETE' then
    perform door.refuse('HW061', 'visit_kept', 'a visit that was planned is never removed');
  end if;
  -- what is generated is not there yet
  if old.status <> 'planned' and to_jsonb(new) - array['case_area', 'days_late'] <> to_jsonb(old) - array['case_area', 'days_late'] then
    perform door.refuse('HW061', 'visit_over', 'a visit that was made, missed or cancelled never changes', new.key);
  end if;
  -- only the hands it is in may change before it is closed
  if (new.id, new.instance, new.key, new.task, new.step, new.role, new.opens_at, new.due_at, new.due_on, new.exact, new.ladder, new.parameter,
      new.parameters, new.planned_at, new.opened_version)
     is distinct from (old.id, old.instance, old.key, old.task, old.step, old.role, old.opens_at, old.due_at, old.due_on, old.exact, old.ladder,
      old.parameter, old.parameters, old.planned_at, old.opened_version) then
    perform door.refuse('HW061', 'visit_fixed', 'the dates of a visit never move: it is cancelled, and another one planned', new.key);
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION door.guard_watch_incident()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  if not exists (select from watch_matches where id = new.id and status in ('dismissed', 'confirmed')) then
    perform door.refuse('HW095', 'watch_match_undecided', 'a match is confirmed, or dismissed by two people');
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION door.holds(place text, row_id uuid, at_version integer)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  case place
    when 'children' then return exists (select from children where id = row_id and version = at_version);
    when 'institutions' then return exists (select from institutions where id = row_id and version = at_version);
    when 'families' then return exists (select from families where id = row_id and version = at_version);
    when 'people' then return exists (select from people where id = row_id and version = at_version);
  end case;
end $function$
;

CREATE OR REPLACE FUNCTION door.holiday_keeps()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'UPDATE' and old.removed is null
     and (new.date, new.name_en, new.name_km, new.kind, new.source, new.status, new.since)
       = (old.date, old.name_en, old.name_km, old.kind, old.source, old.status, old.since) then
    return new;
  end if;
  raise exception 'a calendar that was in force is not rewritten' using errcode = 'HW001', constraint = 'holidays_append_only';
end $function$
;

CREATE OR REPLACE FUNCTION door.instant_of(value jsonb)
 RETURNS timestamp with time zone
 LANGUAGE sql
 IMMUTABLE
AS $function$ select case jsonb_typeof(value) when 'number' then to_timestamp((value #>> '{}')::numeric / 1000) else (value #>> '{}')::timestamptz end $function$
;

CREATE OR REPLACE FUNCTION door.is_accounted(c homeward.census)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return (
  select case
    when c.accounted = 'died' then exists (select from children k where k.id = any (records_of(c.child)) and k.status = 'died')
    when c.accounted = 'byDecision' then exists (select from authorities a
        where a.child = any (records_of(c.child)) and a.status = 'inForce' and a.institution <> c.institution and present_at(a.child) = a.institution)
    else exists (select from facts f where f.child = any (records_of(c.child)) and f.recorded_at >= door.ordered_at(c.instance)
        and (c.accounted = 'independent' and f.kind = 'departure' and f.detail ->> 'to' = 'independent' and f.institution = c.institution
          or c.accounted in ('home', 'kin', 'foster') and f.kind = 'placedInFamily')
        and not exists (select from facts x where x.corrects = f.id))
  end

);
end $function$
;

CREATE OR REPLACE FUNCTION door.is_certified(place uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return (
  select exists (
    select from subjects s join instances i on i.id = s.instance and i.workflow = 'institution-closure' and i.status = 'open'
        and i.phase like '%steps.surveillance%' and (i.state::jsonb #>> '{context,certified}')::boolean
      join journal c on c.stream = i.id and c.kind = 'event' and c.version is not null and c.entry::jsonb ->> 'event' = 'certificate.signed'
        and c.entry::jsonb #>> '{actor,role}' = 'mosvy' and c.entry::jsonb ->> 'from' like '%steps.certifying%'
      join journal v on v.stream = i.id and v.kind = 'event' and v.version < c.version and v.entry::jsonb ->> 'event' = 'verification.recorded'
        and v.entry::jsonb ->> 'to' like '%steps.certifying%'
     where s.kind = 'institution' and s.subject = place
       and v.at >= (select max(x.sealed_at) from census_seals x where x.instance = i.id)
       and not exists (select from census r where r.instance = i.id and r.moved_by && array_remove(array[
         (c.entry::jsonb #>> '{actor,person}')::uuid, (c.entry::jsonb #>> '{actor,actingFor}')::uuid,
         (v.entry::jsonb #>> '{actor,person}')::uuid, (v.entry::jsonb #>> '{actor,actingFor}')::uuid], null)))

);
end $function$
;

CREATE OR REPLACE FUNCTION door.is_dated(id uuid)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
  select substr(id::text, 15, 1) = '7'
$function$
;

CREATE OR REPLACE FUNCTION door.is_found(c homeward.census)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return (
  select exists (select from facts f where f.child = any (records_of(c.child)) and f.recorded_at >= c.sealed_at
      and f.kind in ('found', 'placedInFamily', 'presence', 'arrival', 'departure', 'death'))
    or exists (select from children k where k.id = any (records_of(c.child)) and k.status = 'died')
    or exists (select from census o where o.instance = c.instance and o.no <> c.no and o.child = any (records_of(c.child)) and not o.lost)
    or exists (select from journal j join contents b on b.stream = j.stream and b.seq = j.seq
       where j.stream in (select instance from census o where o.child = any (records_of(c.child))) and j.kind = 'event' and j.version is not null
         and j.entry::jsonb ->> 'event' = 'child.located' and lower(b.body::jsonb #>> '{data,child}') = any (records_of(c.child)::text[]))

);
end $function$
;

CREATE OR REPLACE FUNCTION door.is_unchanged(part regclass, by_column text, known jsonb, oldest text)
 RETURNS boolean
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  since constant xid := (oldest::bigint % 4294967296)::text::xid;
  answer boolean;
begin
  execute format('select count(*) = $1 and coalesce(bool_and(age(xmin) > age($2)), true) from %s where door.is_dated(%I)', part, by_column)
    into answer using (known ->> 'rows')::bigint, since;
  return answer;
end $function$
;

CREATE OR REPLACE FUNCTION door.is_verified(c homeward.census)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return (
  with since as (
    select coalesce(max(m.decided_at), '-infinity') as at from merges m
     where m.status = 'approved' and m.merged = any (records_of(c.child)) and m.decided_at < c.verified_at)
  select c.accounted = 'died' and door.is_accounted(c) and exists (
      select from journal j join contents b on b.stream = j.stream and b.seq = j.seq
       where j.stream = c.instance and j.kind = 'event' and j.version is not null and j.entry::jsonb ->> 'event' = 'death.confirmed'
         and j.at <= c.verified_at and b.body::jsonb #>> '{data,child}' = any (records_of(c.child)::text[])
         and not exists (select from facts f join journal t on t.stream = f.stream and t.seq = f.seq
           where f.child = any (records_of(c.child)) and f.kind = 'death' and not exists (select from facts x where x.corrects = f.id)
             and array[t.entry::jsonb #>> '{actor,person}', t.entry::jsonb #>> '{actor,actingFor}']
               && array_remove(array[j.entry::jsonb #>> '{actor,person}', j.entry::jsonb #>> '{actor,actingFor}'], null)))
    or c.accounted in ('home', 'kin', 'foster') and exists (
      select from visits v join instances i on i.id = v.instance and i.workflow = 'family-reintegration', since
       where v.child = any (records_of(c.child)) and v.status in ('made', 'late') and v.entered_at between since.at and c.verified_at
         and v.entered_at >= door.ordered_at(c.instance))
    or c.accounted <> 'died' and exists (
      select from journal j join contents b on b.stream = j.stream and b.seq = j.seq, since
       where j.stream = c.instance and j.kind = 'event' and j.version is not null and j.entry::jsonb ->> 'event' = 'destination.verified'
         and j.at between since.at and c.verified_at and b.body::jsonb #>> '{data,child}' = any (records_of(c.child)::text[])
         and not (array_remove(array[j.entry::jsonb #>> '{actor,person}', j.entry::jsonb #>> '{actor,actingFor}'], null) && c.moved_by::text[]))

);
end $function$
;

CREATE OR REPLACE FUNCTION door.keep()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform door.refuse('HW031', 'registry_kept', 'rows of ' || tg_table_name || ' are never removed');
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION door.keeping_year(of_year integer, closed_before timestamp with time zone)
 RETURNS TABLE(reference text, why text)
 LANGUAGE sql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
  select i.reference, case when i.status = 'open' then 'open' else 'closed' end from instances i
   where i.id >= door.bound(of_year) and i.id < door.bound(of_year + 1) and door.is_dated(i.id) and (i.status = 'open' or i.changed_at > closed_before)
   order by 1
$function$
;

CREATE OR REPLACE FUNCTION door.kept_id()
 RETURNS uuid
 LANGUAGE sql
 PARALLEL SAFE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
  select (substr('89abcdef', 1 + floor(random() * 8)::int, 1) || substr(gen_random_uuid()::text, 2))::uuid
$function$
;

CREATE OR REPLACE FUNCTION door.latest()
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
  select greatest(clock_timestamp(), case when c.by_hand then c.now end) + interval '1 hour' from manual_clock c
$function$
;

CREATE OR REPLACE FUNCTION door.lay_out(parent text, by_column text, first integer, last integer)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  y int;
  part text;
begin
  execute format('create table %I partition of %I for values from (minvalue) to (%L)', parent || '_before', parent, door.bound(first));
  execute format('create table %I partition of %I for values from (''10000000-0000-0000-0000-000000000000'') to (maxvalue)', parent || '_kept', parent);
  execute format('create table %I partition of %I default', parent || '_default', parent);
  for y in first..last loop
    execute format('create table %I partition of %I for values from (%L) to (%L)', parent || '_' || y, parent, door.bound(y), door.bound(y + 1));
  end loop;
  for part in select relname from pg_catalog.pg_inherits join pg_catalog.pg_class on oid = inhrelid where inhparent = format('homeward.%I', parent)::regclass loop
    perform door.guard_partition(parent, part);
  end loop;
end $function$
;

CREATE OR REPLACE FUNCTION door.line_exists()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  named jsonb := to_jsonb(new);
  of_stream uuid := (named ->> tg_argv[0])::uuid;
  of_seq int := (named ->> tg_argv[1])::int;
begin
  if of_stream is not null and of_seq is not null and not exists (select from journal where stream = of_stream and seq = of_seq) then
    raise exception 'row of % names a line that is not in the journal', tg_table_name
      using errcode = '23503', constraint = tg_name, table = tg_table_name, schema = tg_table_schema;
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION door.link_siblings(kids uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  groups uuid[];
  one uuid;
begin
  if cardinality(kids) < 2 then return; end if;
  select array_agg(distinct sibling_group) into groups from sibling_members where child = any (kids);
  one := coalesce(groups[1], door.kept_id());
  update sibling_members set sibling_group = one where sibling_group = any (groups);
  insert into sibling_members select distinct k, one from unnest(kids) k on conflict (child) do nothing;
  update children set version = version + 1 where id in (select child from sibling_members where sibling_group = one);
end $function$
;

CREATE OR REPLACE FUNCTION door.lock_registry(rows text[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  r text;
  row_id uuid;
begin
  foreach r in array rows loop
    row_id := split_part(r, ':', 2)::uuid;
    case split_part(r, ':', 1)
      when 'children' then perform from children where id = row_id for no key update;
      when 'institutions' then perform from institutions where id = row_id for no key update;
      when 'families' then perform from families where id = row_id for no key update;
      when 'people' then perform from people where id = row_id for no key update;
    end case;
  end loop;
end $function$
;

CREATE OR REPLACE FUNCTION door.longest_authority(kind text, since timestamp with time zone, child uuid)
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return (
  select (start + case kind
      when 'residential' then coalesce((select make_interval(
          months => case v ->> 'unit' when 'months' then (v ->> 'amount')::int else 0 end,
          days => case v ->> 'unit' when 'days' then (v ->> 'amount')::int when 'hours' then ceil((v ->> 'amount')::numeric / 24)::int
                    when 'workingDays' then 2 * (v ->> 'amount')::int else 0 end)
        from (select "values" -> 'P-12' as v from parameter_sets where effective_from <= since order by version desc limit 1) p
        where v ->> 'amount' is not null), interval '180 days')
      when 'emergency' then interval '31 days'
      when 'interim' then interval '366 days'
      else greatest(interval '366 days', make_interval(days => (select birthday(c.birth_to, 18) from children c where c.id = child) - start))
    end + interval '1 day') at time zone 'Asia/Phnom_Penh'
  from (select (since at time zone 'Asia/Phnom_Penh')::date as start) d

);
end $function$
;

CREATE OR REPLACE FUNCTION door.match_child()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  perform door.watch_sign(w.id, new.institution, new.id, 1, 'equal', new.recorded_at) from watches w
    where w.kind = 'child' and w.child = door.child_of(new.child) and w.institution <> new.institution and watch_runs(w, new.recorded_at)
      and not exists (select from authorities a where a.child = w.child and a.institution = new.institution and a.status in ('awaiting', 'inForce'));
  -- who is seen at a place on watch while it is stopped is on watch with it
  if exists (select from institutions i where i.id = new.institution and i.standing in ('frozen', 'closed'))
    and exists (select from watches w where w.institution = new.institution and watch_runs(w, new.recorded_at)) then
    perform door.watch_child(new.institution, door.child_of(new.child), new.recorded_at);
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION door.match_person()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  least_alike float8 := (door.watch_parameter('P-92', new.from_at) #>> '{}')::float8;
  gram text := khmer_gram(new.km_key);
begin
  perform door.watch_sign(w.id, new.institution, new.id, w.alike, 'likeness', new.from_at) from (
    select v.id, greatest(
        case when v.km_gram <> '' and gram <> '' then similarity(v.km_gram, gram) else 0 end,
        case when v.latin_key <> '' and new.latin_key <> '' then similarity(v.latin_key, new.latin_key) else 0 end,
        case when new.person is not null and exists (select from institution_people p where p.id::text = v.about and p.person = new.person) then 1 else 0 end) as alike
      from watches v where v.kind = 'person' and v.institution <> new.institution and watch_runs(v, new.from_at)) w
    where w.alike >= least_alike;
  perform door.watch_sign(w.id, new.institution, new.id, 1, 'equal', new.from_at) from watches w
    where w.kind = 'phone' and w.phone = phone_key(new.phone) and w.institution <> new.institution and watch_runs(w, new.from_at);
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION door.match_phone()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  at timestamptz := case when tg_op = 'INSERT' then new.registered_at else greatest(new.registered_at, (select max(j.at) from journal j where j.stream = new.id)) end;
begin
  perform door.watch_sign(w.id, new.id, new.id, 1, 'equal', at) from watches w
    where w.kind = 'phone' and w.phone = phone_key(new.phone) and w.institution <> new.id and watch_runs(w, at);
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION door.match_premises()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  most float8 := (door.watch_parameter('P-91', new.from_at) #>> '{}')::float8;
begin
  perform door.watch_sign(w.id, new.institution, new.id, coalesce(w.metres, 1), case when w.metres is null then 'equal' else 'metres' end, new.from_at) from (
    select v.id, metres_between(v.lat, v.lon, new.lat, new.lon) as metres, v.area from watches v
     where v.kind = 'premises' and v.institution <> new.institution and watch_runs(v, new.from_at)) w
    where w.metres <= most or (w.metres is null and length(new.area) = 8 and w.area = new.area);
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION door.move_case()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  update tasks set case_area = new.area where instance = new.id;
  update visits set case_area = new.area where instance = new.id;
  update alerts set case_area = new.area where about = new.id and instance = new.id;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION door.never_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'HW001', constraint = 'journal_append_only';
end $function$
;

CREATE OR REPLACE FUNCTION door.not_archived()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  if is_archived((to_jsonb(new) ->> tg_argv[0])::uuid) then
    perform door.refuse('HW081', 'case_archived', 'the case was moved to the archive with the year it was opened in');
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION door.note_inspection()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  new.known_inspection := new.last_inspection;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION door.op_access_revoke(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  insert into allegations (id, child, person, from_at, stream, seq)
  select door.kept_id(), kid, official, line.at, line.stream, line.seq
    from (select distinct door.child_of(c::uuid) as kid from jsonb_array_elements_text(data -> 'children') c) k,
         (select distinct p::uuid as official from jsonb_array_elements_text(data -> 'persons') p) o
    where not exists (select from allegations a where a.child = kid and a.person = official and a.until_at is null);
end $function$
;

CREATE OR REPLACE FUNCTION door.op_adoption_decide(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  a adoptions;
  actor jsonb := door.actor_of(line);
begin
  select * into a from adoptions where id = line.stream for update;
  perform door.settings_decider(jsonb_build_object('role', actor ->> 'role', 'by', actor ->> 'person', 'for', actor ->> 'actingFor'),
    a.proposed_by, a.proposed_for, a.status, data ->> 'status');
  if data ->> 'status' = 'withdrawn' and not array_remove(array[a.proposed_by, a.proposed_for], null)
     && array_remove(array[(actor ->> 'person')::uuid, (actor ->> 'actingFor')::uuid], null) then
    perform door.refuse('HW091', 'adoption_own', 'who proposes withdraws');
  end if;
  update adoptions set status = data ->> 'status', decided_by = (actor ->> 'person')::uuid, decided_for = (actor ->> 'actingFor')::uuid,
    decided_at = line.at, decided_why = data ->> 'why' where id = a.id;
end $function$
;

CREATE OR REPLACE FUNCTION door.op_adoption_leave(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  if not exists (select from adoptions where id = line.stream and status = 'approved') then
    perform door.refuse('HW092', 'adoption_approved', 'no second person has approved it');
  end if;
  insert into adoption_cases values (line.stream, (data ->> 'instance')::uuid, 'left', data -> 'why', line.at);
end $function$
;

CREATE OR REPLACE FUNCTION door.op_adoption_propose(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  actor jsonb := door.actor_of(line);
begin
  perform door.settings_role(actor);
  insert into adoptions (id, workflow, from_version, to_version, digest, cases, reason, proposed_by, proposed_for, proposed_at)
  values (line.stream, data ->> 'workflow', (data ->> 'from')::int, (data ->> 'to')::int, data ->> 'digest', data -> 'cases', data ->> 'reason',
          (actor ->> 'person')::uuid, (actor ->> 'actingFor')::uuid, line.at);
end $function$
;

CREATE OR REPLACE FUNCTION door.op_agency_add(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin

  insert into agencies (id, kind, name_km, name_en, area, added_at)
  values ((data ->> 'id')::uuid, data ->> 'kind', data ->> 'nameKm', data ->> 'nameEn', coalesce(data ->> 'area', ''), line.at);
end $function$
;

CREATE OR REPLACE FUNCTION door.op_alert_acknowledge(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  who uuid := (door.actor_of(line) ->> 'person')::uuid;
begin
  update alerts a set acknowledged_at = line.at, acknowledged_by = who where a.id = (data ->> 'id')::uuid
    and a.about = (select d.about from deliveries d where d.alert = (data ->> 'id')::uuid and d.person = who limit 1) and a.acknowledged_at is null
    and exists (select from deliveries d where d.alert = a.id and d.person = who);
  if not found then perform door.refuse('23W03', 'alert_acknowledged', 'the alert is acknowledged already, or did not reach this person'); end if;
end $function$
;

CREATE OR REPLACE FUNCTION door.op_alert_raise(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  insert into alerts (about, kind, instance, rung, occurrence, area, to_roles, text_en, text_km, due_at, fired_at)
  values (coalesce(line.instance, general_alert(data ->> 'kind', coalesce(data ->> 'occurrence', ''))), data ->> 'kind', line.instance, '', coalesce(data ->> 'occurrence', ''), coalesce(data ->> 'at', line.area, data ->> 'area', ''),
          array(select jsonb_array_elements_text(data -> 'to')), data -> 'text' ->> 'en', data -> 'text' ->> 'km', line.at, line.at)
  on conflict do nothing;
end $function$
;

CREATE OR REPLACE FUNCTION door.op_allegation_end(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin

  update allegations set until_at = line.at where id = (data ->> 'id')::uuid and until_at is null;
end $function$
;

CREATE OR REPLACE FUNCTION door.op_allegation_name(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin

  insert into allegations (id, child, person, from_at, stream, seq)
  values ((data ->> 'id')::uuid, door.child_of((data ->> 'child')::uuid), (data ->> 'person')::uuid, line.at, line.stream, line.seq);
end $function$
;

CREATE OR REPLACE FUNCTION door.op_appointment_end(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  update appointments set ends_at = greatest(starts_at, (data ->> 'at')::timestamptz), end_reason = data ->> 'why'
    where id = (data ->> 'id')::uuid and (ends_at is null or ends_at > line.at);
  if not found then
    raise exception 'no such appointment, or it has ended' using errcode = 'HW022', constraint = 'appointment_open';
  end if;
end $function$
;

CREATE OR REPLACE FUNCTION door.op_appointment_give(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  seat appointments;
begin
  if data ->> 'actingFor' is not null then
    select * into seat from appointments where id = (data ->> 'actingFor')::uuid;
    if not found or seat.acting_for is not null or seat.person = (data ->> 'person')::uuid or seat.role <> data ->> 'role'
       or seat.area <> data ->> 'area' or seat.institution is distinct from (data ->> 'institution')::uuid then
      raise exception 'who acts for somebody takes the same role in the same area, and is someone else'
        using errcode = 'HW021', constraint = 'appointment_acting';
    end if;
  end if;
  insert into appointments (id, person, role, area, agency, institution, starts_at, ends_at, acting_for, given_by)
  values ((data ->> 'id')::uuid, (data ->> 'person')::uuid, data ->> 'role', data ->> 'area', (data ->> 'agency')::uuid,
          (data ->> 'institution')::uuid, (data ->> 'from')::timestamptz, (data ->> 'until')::timestamptz,
          (data ->> 'actingFor')::uuid, (data ->> 'by')::uuid);
end $function$
;

CREATE OR REPLACE FUNCTION door.op_attachment_add(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  -- the line has locked the instance, so that it is not closed and no file numbered meanwhile
  if not exists (select from instances where id = line.instance and status = 'open') then
    perform door.refuse('HW071', 'attachment_case_open', 'nothing is attached to a case that is closed');
  end if;
  insert into attachments (id, instance, content, seq, number, about, type, size, width, height, sha256, received, restricted, added_at, added_by)
  select (data ->> 'id')::uuid, line.instance, (data ->> 'content')::uuid, line.seq,
         (select coalesce(max(number), 0) + 1 from attachments where instance = line.instance),
         data ->> 'about', data ->> 'type', (data ->> 'size')::int, (data ->> 'width')::int, (data ->> 'height')::int,
         data ->> 'sha256', data ->> 'received', (data ->> 'restricted')::boolean, line.at, (door.actor_of(line) ->> 'person')::uuid;
end $function$
;

CREATE OR REPLACE FUNCTION door.op_attachment_withdraw(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  update attachments set withdrawn_seq = line.seq, withdrawn_at = line.at, withdrawn_by = (door.actor_of(line) ->> 'person')::uuid
    where id = (data ->> 'id')::uuid and instance = line.instance and withdrawn_at is null;
  if not found then
    perform door.refuse('HW072', 'attachment_withdrawn_once', 'the file is withdrawn already, or is not of this case');
  end if;
end $function$
;

CREATE OR REPLACE FUNCTION door.op_authority_change(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  a authorities;
  mine uuid := coalesce(line.instance, (data ->> 'instance')::uuid);
begin
  for a in select au.* from authorities au where au.child in (select door.child_of(k::uuid) from door.texts_of(data -> 'children') k)
             and au.status in ('awaiting', 'inForce', 'suspended')
             and (data -> 'kinds' is null or au.kind in (select door.texts_of(data -> 'kinds')))
             and (au.instance = mine or data ->> 'to' = 'ended' and not exists (select from authorities o where o.child = au.child and o.instance = mine))
           order by au.child loop
    perform door.touch_institution(a.institution);
    perform door.touch_child(a.child);
    update authorities set status = data ->> 'to', reason = data ->> 'reason', changed_at = line.at where id = a.id;
  end loop;
end $function$
;

CREATE OR REPLACE FUNCTION door.op_authority_grant(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  kid uuid;
  place uuid := (data ->> 'institution')::uuid;
begin
  perform door.touch_institution(place);
  -- a case may name two records that were merged since
  for kid in select distinct door.child_of(k::uuid) from door.texts_of(data -> 'children') k order by 1 loop
    perform door.touch_child(kid);
    insert into authorities (id, child, kind, institution, status, valid_from, valid_until, goal, instance, seq, granted_at, changed_at)
    values (door.kept_id(), kid, data ->> 'kind', place, data ->> 'status', door.instant_of(data -> 'from'), door.instant_of(data -> 'until'),
            data ->> 'goal', coalesce(line.instance, (data ->> 'instance')::uuid), line.seq, line.at, line.at);
    perform door.resolve_incidents(array(select id from incidents where kind = 'UNAUTHORISED_PRESENCE' and child = kid and institution = place and status <> 'resolved'),
      'an authority was granted', line);
  end loop;
end $function$
;

CREATE OR REPLACE FUNCTION door.op_birth_decide(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  who jsonb := door.actor_of(line);
  b birth_corrections;
  kid children;
  a authorities;
  place uuid;
begin
  select * into b from birth_corrections where id = (data ->> 'id')::uuid for update;
  if b.id is null then perform door.refuse('HW039', 'proposal_known', 'there is no such proposal'); end if;
  select * into kid from children where id = door.child_of(b.child) for no key update;
  update birth_corrections set status = data ->> 'status', decided_by = (who ->> 'person')::uuid, decided_for = (who ->> 'actingFor')::uuid,
    decided_at = line.at, was_from = kid.birth_from, was_to = kid.birth_to, was_precision = kid.birth_precision, child = kid.id where id = b.id;
  if data ->> 'status' <> 'approved' then return; end if;
  update children set version = version + 1, birth_from = b.birth_from, birth_to = b.birth_to, birth_precision = b.birth_precision where id = kid.id;
  place := present_at(kid.id);
  if place is not null then perform door.compare_presence(kid.id, place, null, line.at, line); end if;
  -- what was allowed for an older child stays recorded, and becomes an incident
  select * into a from authorities where child = kid.id and status in ('awaiting', 'inForce')
     and residential_kind((select kind from institutions where id = institution)) order by granted_at limit 1;
  if a.id is not null and birthday(b.birth_to, 3) > (line.at at time zone 'Asia/Phnom_Penh')::date then
    perform door.open_incident(jsonb_build_object('kind', 'UNDER_THREE_AUTHORITY', 'child', kid.id, 'institution', a.institution, 'instance', a.instance,
      'role', 'pdosvyDirector', 'area', (select area from institutions where id = a.institution), 'ladder', 'high', 'parameter', 'P-38',
      'due', to_jsonb(line.at + interval '24 hours'), 'text', jsonb_build_object(
        'en', 'The corrected birth date makes the child younger than 3, and an authority for residential care is open. End it and arrange family-based care.',
        'km', 'តាមថ្ងៃខែឆ្នាំកំណើតដែលបានកែ កុមារមានអាយុក្រោម ៣ឆ្នាំ ហើយការអនុញ្ញាតឱ្យស្នាក់នៅគ្រឹះស្ថាននៅមានសុពលភាព។ សូមបញ្ចប់ និងរៀបចំការថែទាំតាមគ្រួសារ។')), line);
  end if;
end $function$
;

CREATE OR REPLACE FUNCTION door.op_birth_propose(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  who jsonb := door.actor_of(line);
begin
  insert into birth_corrections (id, child, birth_from, birth_to, birth_precision, reason, evidence, proposed_by, proposed_for, proposed_at)
  values ((data ->> 'id')::uuid, door.child_of((data ->> 'child')::uuid), (data ->> 'birthFrom')::date, (data ->> 'birthTo')::date, data ->> 'birthPrecision',
          data ->> 'reason', data ->> 'evidence', (who ->> 'person')::uuid, (who ->> 'actingFor')::uuid, line.at);
end $function$
;

CREATE OR REPLACE FUNCTION door.op_breakglass_open(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin

  insert into break_glass (id, person, acting_for, role, area, kind, subject, reason, opened_at, until, review_due_at)
  values ((data ->> 'id')::uuid, (data ->> 'person')::uuid, (data ->> 'actingFor')::uuid, data ->> 'role', data ->> 'area', data ->> 'kind',
          (data ->> 'subject')::uuid, data ->> 'reason', line.at, (data ->> 'until')::timestamptz, (data ->> 'reviewDue')::timestamptz);
end $function$
;

CREATE OR REPLACE FUNCTION door.op_breakglass_review(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  update break_glass set reviewed_at = line.at, reviewed_by = (data ->> 'by')::uuid, finding = data ->> 'finding', note = data ->> 'note'
    where id = (data ->> 'id')::uuid and reviewed_at is null;
  if not found then
    raise exception 'no such access, or it has been reviewed' using errcode = 'HW024', constraint = 'break_glass_open';
  end if;
end $function$
;

CREATE OR REPLACE FUNCTION door.op_calendar_adopt(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  if not exists (select from calendars where version = (data ->> 'calendar')::int) then
    raise exception 'there is no such calendar' using errcode = 'HW049', constraint = 'calendar_known';
  end if;
  update tasks t set due_at = m.due_at, due_on = m.due_on, exact = m.exact, provisional = m.provisional, why = m.why,
    next_rung_at = case when t.next_rung_at is null then null
      else door.rung_at(t.ladder, t.parameters, t.next_rung, m.due_at, m.due_on, m.exact) end
    from jsonb_to_recordset(data -> 'tasks') as m(id uuid, was timestamptz, due_at timestamptz, due_on date, exact boolean, provisional boolean, why jsonb)
    where t.id = m.id and t.closed_at is null and t.due_at = m.was;
  update timers t set due_at = m.due_at, provisional = m.provisional, why = m.why
    from jsonb_to_recordset(data -> 'timers') as m(instance uuid, timer text, armed_version int, was timestamptz, due_at timestamptz,
         provisional boolean, why jsonb)
    where t.instance = m.instance and t.timer = m.timer and t.armed_version = m.armed_version and t.status = 'armed' and t.due_at = m.was;
end $function$
;

CREATE OR REPLACE FUNCTION door.op_census_account(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  if line.version is null or not exists (select from instances where id = line.instance and workflow = 'institution-closure') then
    perform door.refuse('HW062', 'census_accounted_by_fact', 'only a step of the closure accounts for a child');
  end if;
  update census set destination = data ->> 'destination', worker = (data ->> 'worker')::uuid,
      cleared_at = case when data ->> 'destination' is not null then
        case when destination = data ->> 'destination' then cleared_at else line.at end end,
      records_at = case when (data ->> 'records')::boolean then coalesce(records_at, line.at) end,
      lost = (data ->> 'lost')::boolean, accounted = data ->> 'accounted',
      accounted_on = case when data ->> 'accounted' is not null then
        case when accounted = data ->> 'accounted' then accounted_on else (data ->> 'on')::date end end,
      verified_at = case when (data ->> 'verified')::boolean then coalesce(verified_at, line.at) end,
      moved_by = array(select distinct p::uuid from jsonb_array_elements_text(coalesce(data -> 'movedBy', '[]')) p order by 1)
    where instance = line.instance and child = any (records_of((data ->> 'child')::uuid));
  if not found then perform door.refuse('HW062', 'census_row', 'the census has no such child'); end if;
end $function$
;

CREATE OR REPLACE FUNCTION door.op_census_seal(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  known int := (select count(*) from census where instance = line.instance);
begin
  insert into census_seals (instance, seq, institution, counted_on, sealed_at, team)
  values (line.instance, line.seq, (data ->> 'institution')::uuid, (data ->> 'on')::date, line.at, (data ->> 'team')::int);
  insert into census (instance, no, institution, child, bed, found, under_three, disability, at_risk, sealed_at, lost)
  select line.instance, known + n, (data ->> 'institution')::uuid, door.child_of((r ->> 'child')::uuid), r ->> 'bed', r ->> 'found',
         (r -> 'need' ->> 'underThree')::boolean, (r -> 'need' ->> 'disability')::boolean, (r -> 'need' ->> 'risk')::boolean, line.at, r ->> 'found' = 'unaccounted'
    from jsonb_array_elements(data -> 'rows') with ordinality x(r, n);
end $function$
;

CREATE OR REPLACE FUNCTION door.op_child_amend(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  kid uuid := door.child_of((data ->> 'child')::uuid);
begin
  update children set version = version + 1,
    sex = coalesce(data ->> 'sex', sex),
    disability = coalesce((data ->> 'disability')::boolean, disability),
    disability_note = coalesce(data ->> 'disabilityNote', disability_note),
    village = coalesce(data ->> 'village', village),
    area = coalesce(data ->> 'village', area),
    family = coalesce((data ->> 'family')::uuid, family)
    where id = kid;
  perform door.add_names(kid, data -> 'names');
  perform door.add_ids(kid, data -> 'ids');
end $function$
;

CREATE OR REPLACE FUNCTION door.op_child_register(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  kid uuid := (data ->> 'id')::uuid;
begin
  insert into children (id, birth_from, birth_to, birth_precision, sex, disability, disability_note, area, village, family, registered_at)
  values (kid, (data ->> 'birthFrom')::date, (data ->> 'birthTo')::date, data ->> 'birthPrecision', data ->> 'sex', coalesce((data ->> 'disability')::boolean, false),
          data ->> 'disabilityNote', coalesce(data ->> 'village', data ->> 'area'), data ->> 'village', (data ->> 'family')::uuid, line.at);
  perform door.add_names(kid, data -> 'names');
  perform door.add_ids(kid, data -> 'ids');
  perform door.link_siblings(array[kid] || array(select door.child_of(s::uuid) from door.texts_of(data -> 'siblings') s));
end $function$
;

CREATE OR REPLACE FUNCTION door.op_correction_record(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  named text;
begin
  select kind into named from journal where stream = line.stream and seq = (data ->> 'line')::int;
  if line.instance is null or named is distinct from 'event' then
    raise exception 'only an event of the instance is corrected' using errcode = 'HW050', constraint = 'corrections_event';
  end if;
  insert into corrections (stream, line, seq, belongs_to) values (line.stream, (data ->> 'line')::int, line.seq, (data ->> 'belongsTo')::uuid);
end $function$
;

CREATE OR REPLACE FUNCTION door.op_credentials_give(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin

  insert into credentials (person, login, password, one_time, totp_secret, changed_at)
  values ((data ->> 'person')::uuid, data ->> 'login', data ->> 'password', (data ->> 'oneTime')::boolean, data ->> 'totpSecret', line.at);
end $function$
;

CREATE OR REPLACE FUNCTION door.op_fact_record(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  who jsonb := door.actor_of(line);
  place uuid;
  happened timestamptz := door.instant_of(data -> 'at');
  kid uuid;
  n int := 0;
  made uuid;
  wrong facts;
begin
  if data ->> 'corrects' is not null then
    select * into wrong from facts where id = (data ->> 'corrects')::uuid;
    if wrong.id is null then perform door.refuse('HW039', 'fact_known', 'there is no such fact'); end if;
  end if;
  for kid in select door.child_of(k::uuid) from door.texts_of(data -> 'children') k union all
             select null::uuid where not exists (select from door.texts_of(data -> 'children')) loop
    made := coalesce((data -> 'ids' ->> n)::uuid, door.kept_id());
    -- who confirms an arrival need not name the place that the decision names
    place := coalesce((data ->> 'institution')::uuid, case when data ->> 'kind' in ('presence', 'arrival') then (select a.institution from authorities a
      where a.child = kid and a.instance = line.instance and a.status in ('awaiting', 'inForce', 'suspended') order by a.status = 'inForce' limit 1) end);
    insert into facts (id, kind, child, institution, at, recorded_at, by, role, instance, stream, seq, corrects, detail)
    values (made, data ->> 'kind', kid, place, happened, line.at, (who ->> 'person')::uuid, who ->> 'role', line.instance, line.stream, line.seq,
            case when n = 0 then wrong.id end, coalesce(data -> 'detail', '{}'));
    n := n + 1;
    if kid is not null then
      if data ->> 'kind' = 'death' then
        update children set version = version + 1, status = 'died', died_on = (happened at time zone 'Asia/Phnom_Penh')::date where id = kid;
      else
        perform door.touch_child(kid);
      end if;
      if data ->> 'kind' in ('presence', 'arrival') and place is not null then perform door.compare_presence(kid, place, made, happened, line); end if;
    end if;
  end loop;
  if place is not null then
    update institutions set version = version + 1,
      last_inspection = case when data ->> 'kind' = 'inspection' and line.instance is not null then greatest(last_inspection, (happened at time zone 'Asia/Phnom_Penh')::date)
        else last_inspection end where id = place;
  end if;
  if wrong.id is not null then
    perform door.touch_child(wrong.child);
    if wrong.institution is distinct from place then perform door.touch_institution(wrong.institution); end if;
    -- of a closing place the incident stays: the census says what became of the child
    perform door.resolve_incidents(array(select n.id from incidents n where n.fact = wrong.id and not exists (
      select from subjects s join instances i on i.id = s.instance
       where s.kind = 'institution' and s.subject = wrong.institution and i.workflow = 'institution-closure' and i.status = 'open'
         and wrong.kind in ('presence', 'arrival') and (i.state::jsonb #>> '{context,ordered}')::boolean
         and i.phase not like '%steps.surveillance%')), 'the fact was corrected', line);
    if wrong.kind = 'death' and not exists (select from facts f where f.child = wrong.child and f.kind = 'death'
        and not exists (select from facts c where c.corrects = f.id)) then
      update children set status = 'alive', died_on = null where id = wrong.child;
    end if;
    -- what is left: the inspections that stand, and the one known before them
    if wrong.kind = 'inspection' then
      update institutions set last_inspection = greatest(known_inspection, (select max((f.at at time zone 'Asia/Phnom_Penh')::date) from facts f
        where f.institution = wrong.institution and f.kind = 'inspection' and f.instance is not null and not exists (select from facts c where c.corrects = f.id)))
        where id = wrong.institution;
    end if;
  end if;
end $function$
;

CREATE OR REPLACE FUNCTION door.op_family_amend(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin

  update families set version = version + 1, village = coalesce(data ->> 'village', village), area = coalesce(data ->> 'village', area),
    id_poor = coalesce(data ->> 'idPoor', id_poor), note = coalesce(data ->> 'note', note) where id = (data ->> 'family')::uuid;
end $function$
;

CREATE OR REPLACE FUNCTION door.op_family_member(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  if data ->> 'endOf' is not null then
    update family_members set until_at = line.at where id = (data ->> 'endOf')::uuid and until_at is null;
  end if;
  if data ->> 'id' is not null then
    insert into family_members (id, family, child, relation, name_km, name_latin, km_key, latin_key, sex, birth_year, living, household, area, phone, person, from_at)
    values ((data ->> 'id')::uuid, (data ->> 'family')::uuid, door.child_of((data ->> 'child')::uuid), data ->> 'relation', data ->> 'nameKm', data ->> 'nameLatin',
            coalesce(data ->> 'kmKey', ''), coalesce(data ->> 'latinKey', ''), coalesce(data ->> 'sex', 'unknown'), (data ->> 'birthYear')::int,
            coalesce(data ->> 'living', 'unknown'), coalesce((data ->> 'household')::boolean, false), data ->> 'area', data ->> 'phone', (data ->> 'person')::uuid, line.at);
  end if;
  update families set version = version + 1 where id = (data ->> 'family')::uuid;
  update children set version = version + 1 where id = (data ->> 'child')::uuid;
end $function$
;

CREATE OR REPLACE FUNCTION door.op_family_register(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin

  insert into families (id, area, village, id_poor, note, registered_at)
  values ((data ->> 'id')::uuid, coalesce(data ->> 'village', data ->> 'area'), data ->> 'village', data ->> 'idPoor', data ->> 'note', line.at);
end $function$
;

CREATE OR REPLACE FUNCTION door.op_holiday_approve(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  p holiday_proposals;
  last calendars;
  n int;
begin
  lock table calendars in share row exclusive mode;
  select * into p from holiday_proposals where id = (data ->> 'id')::uuid for update;
  perform door.settings_decider(data, p.proposed_by, p.proposed_for, p.status, 'approved');
  select * into last from calendars order by version desc limit 1;
  insert into calendars values (last.version + 1, last.from_date, greatest(last.until_date, p.until_date), line.at, p.reason,
                                p.proposed_by, (data ->> 'by')::uuid);
  update holidays h set removed = last.version + 1
    from jsonb_to_recordset(p.removed) as r(date date, "nameEn" text)
    where h.date = r.date and h.name_en = r."nameEn" and h.removed is null;
  get diagnostics n = row_count;
  if n < jsonb_array_length(p.removed) then
    raise exception 'a holiday to be removed is not in the calendar' using errcode = 'HW048', constraint = 'holiday_known';
  end if;
  insert into holidays (date, name_en, name_km, kind, source, status, since)
  select a.date, a."nameEn", a."nameKm", a.kind, a.source, a.status, last.version + 1
    from jsonb_to_recordset(p.added) as a(date date, "nameEn" text, "nameKm" text, kind text, source text, status text);
  update holiday_proposals set status = 'approved', decided_by = (data ->> 'by')::uuid, decided_for = (data ->> 'for')::uuid,
    decided_at = line.at, version = last.version + 1 where id = p.id;
end $function$
;

CREATE OR REPLACE FUNCTION door.op_holiday_propose(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  perform door.settings_role(data);
  if (data ->> 'until')::date < (select until_date from calendars order by version desc limit 1) then
    raise exception 'a calendar never covers less than the one before' using errcode = 'HW047', constraint = 'calendar_shrinks';
  end if;
  insert into holiday_proposals (id, until_date, added, removed, reason, proposed_by, proposed_for, proposed_at)
  values ((data ->> 'id')::uuid, (data ->> 'until')::date, data -> 'add', data -> 'remove', data ->> 'reason',
          (data ->> 'by')::uuid, (data ->> 'for')::uuid, line.at);
end $function$
;

CREATE OR REPLACE FUNCTION door.op_holiday_reject(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  p holiday_proposals;
begin
  select * into p from holiday_proposals where id = (data ->> 'id')::uuid for update;
  perform door.settings_decider(data, p.proposed_by, p.proposed_for, p.status, 'rejected');
  update holiday_proposals set status = 'rejected', decided_by = (data ->> 'by')::uuid, decided_for = (data ->> 'for')::uuid,
    decided_at = line.at, decided_why = data ->> 'why' where id = p.id;
end $function$
;

CREATE OR REPLACE FUNCTION door.op_hospital_stay(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  if present_at((data ->> 'child')::uuid) = (data ->> 'institution')::uuid then
    perform door.compare_presence((data ->> 'child')::uuid, (data ->> 'institution')::uuid, null, line.at, line);
  end if;
end $function$
;

CREATE OR REPLACE FUNCTION door.op_incident_acknowledge(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  update incidents set status = 'acknowledged', acknowledged_at = line.at, acknowledged_by = (door.actor_of(line) ->> 'person')::uuid
    where id = (data ->> 'id')::uuid and status = 'open';
  if not found then
    if exists (select from incidents where id = (data ->> 'id')::uuid and status = 'resolved') then
      perform door.refuse('23W02', 'incident_resolved', 'the incident is resolved already');
    end if;
    perform door.refuse('23W01', 'incident_acknowledged', 'the incident is acknowledged already');
  end if;
end $function$
;

CREATE OR REPLACE FUNCTION door.op_incident_open(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  kid uuid;
begin
  for kid in select door.child_of(k::uuid) from door.texts_of(data -> 'children') k union all
             select null::uuid where not exists (select from door.texts_of(data -> 'children')) loop
    perform door.open_incident(data || jsonb_build_object('child', kid, 'instance', line.instance,
      'area', coalesce(data ->> 'area', line.area, (select area from institutions where id = (data ->> 'institution')::uuid), '')), line);
  end loop;
end $function$
;

CREATE OR REPLACE FUNCTION door.op_incident_resolve(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  if exists (select from incidents where id = (data ->> 'id')::uuid and status = 'resolved') then
    perform door.refuse('23W02', 'incident_resolved', 'the incident is resolved already');
  end if;
  perform door.resolve_incidents(array(
    select id from incidents where status <> 'resolved' and case
      when data ->> 'id' is not null then id = (data ->> 'id')::uuid
      when exists (select from door.texts_of(data -> 'children')) then kind = data ->> 'kind'
        and child in (select door.child_of(k::uuid) from door.texts_of(data -> 'children') k)
      when data ->> 'institution' is not null then kind = data ->> 'kind' and child is null and institution = (data ->> 'institution')::uuid
      else kind = data ->> 'kind' and instance = line.instance end), data ->> 'reason', line);
end $function$
;

CREATE OR REPLACE FUNCTION door.op_inspection_classify(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  last int := (select max(no) from inspection_ratings where instance = line.instance);
begin
  insert into inspection_ratings values (line.instance, coalesce(last, 0) + 1, data ->> 'rating', data ->> 'proposal', data ->> 'reason',
    (door.actor_of(line) ->> 'person')::uuid, line.at, line.seq, last);
end $function$
;

CREATE OR REPLACE FUNCTION door.op_inspection_plan_add(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  who uuid := (door.actor_of(line) ->> 'person')::uuid;
begin
  insert into inspection_plan_entries
  select (e ->> 'id')::uuid, line.stream, (e ->> 'institution')::uuid, (e ->> 'rank')::int, e -> 'risk', who, line.at from jsonb_array_elements(data -> 'entries') e;
  insert into inspection_plan_windows
  select (e ->> 'id')::uuid, 1, (e ->> 'from')::date, (e ->> 'until')::date, null, who, line.at from jsonb_array_elements(data -> 'entries') e;
end $function$
;

CREATE OR REPLACE FUNCTION door.op_inspection_plan_approve(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  update inspection_plans set approved_by = (door.actor_of(line) ->> 'person')::uuid, approved_for = (door.actor_of(line) ->> 'actingFor')::uuid, approved_at = line.at
    where id = line.stream and approved_at is null;
  if not found then perform door.refuse('23W33', 'inspection_plan_approved', 'the plan is approved'); end if;
  perform door.resolve_incidents(array(select n.id from incidents n join inspection_plans p on n.about = p.area || '/' || p.year
    where p.id = line.stream and n.kind = 'INSPECTION_PLAN_LACKING'), 'The plan of the year was approved.', line);
end $function$
;

CREATE OR REPLACE FUNCTION door.op_inspection_plan_commit(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  insert into inspection_commitments values ((data ->> 'id')::uuid, line.stream, (data ->> 'quarter')::int, data ->> 'hash', data -> 'inputs', data ->> 'inputsHash',
    (data ->> 'startsOn')::date, (data ->> 'endsOn')::date, line.at);
  insert into inspection_seeds values ((data ->> 'id')::uuid, data ->> 'sealed');
end $function$
;

CREATE OR REPLACE FUNCTION door.op_inspection_plan_lacking(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  made uuid := door.kept_id();
  named text := (data ->> 'area') || '/' || (data ->> 'year');
  due timestamptz := greatest((data ->> 'due')::timestamptz, line.at);
  due_day date := ((due - interval '1 second') at time zone 'Asia/Phnom_Penh')::date;
  params int := coalesce((select max(version) from parameter_sets where effective_from <= line.at), (select max(version) from parameter_sets), 1);
begin
  if exists (select from incidents where kind = 'INSPECTION_PLAN_LACKING' and about = named)
     or exists (select from inspection_plans where area = data ->> 'area' and year = (data ->> 'year')::int and approved_at is not null) then return; end if;
  insert into incidents (id, kind, role, area, ladder, text_en, text_km, opened_at, due_at, about)
  values (made, 'INSPECTION_PLAN_LACKING', 'pdosvyOfficer', data ->> 'area', 'normal', data ->> 'en', data ->> 'km', line.at, due, named)
  on conflict do nothing;
  if not found then return; end if;
  insert into tasks (id, incident, key, name, role, area, due_at, due_on, exact, why, ladder, parameters, opened_version, opened_at, next_rung, next_rung_at)
  values (door.kept_id(), made, 'incident/INSPECTION_PLAN_LACKING', 'incident', 'pdosvyOfficer', data ->> 'area', due, due_day, false,
    jsonb_build_object('deadline', 'incident', 'parameter', 'P-89', 'parameterVersion', params, 'calendarVersion', 0, 'clock', 'calendar',
      'anchor', (extract(epoch from due) * 1000)::bigint, 'amount', 0, 'unit', 'days', 'skipped', '[]'::jsonb),
    'normal', params, 1, line.at, 0, door.rung_at('normal', params, 0, due, due_day, false));
end $function$
;

CREATE OR REPLACE FUNCTION door.op_inspection_plan_make(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  insert into inspection_plans (id, area, year, made_by, made_for, made_at) values ((data ->> 'id')::uuid, data ->> 'area', (data ->> 'year')::int,
    (door.actor_of(line) ->> 'person')::uuid, (door.actor_of(line) ->> 'actingFor')::uuid, line.at)
  on conflict (id) do update set made_by = excluded.made_by, made_for = excluded.made_for, made_at = excluded.made_at
    where inspection_plans.approved_by is null;
end $function$
;

CREATE OR REPLACE FUNCTION door.op_inspection_plan_missed(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  made uuid := door.kept_id();
  due timestamptz := (data ->> 'due')::timestamptz;
  due_day date := ((data ->> 'due')::timestamptz at time zone 'Asia/Phnom_Penh')::date - 1;
  province text := (select area from inspection_plans where id = line.stream);
  params int := coalesce((select max(version) from parameter_sets where effective_from <= line.at), (select max(version) from parameter_sets), 1);
begin
  if exists (select from inspection_misses where entry = (data ->> 'entry')::uuid and no = (data ->> 'no')::int) then return; end if;
  insert into incidents (id, kind, role, area, ladder, text_en, text_km, opened_at, due_at, about)
  values (made, 'INSPECTION_MISSED', 'pdosvyOfficer', province, 'normal', data ->> 'en', data ->> 'km', line.at, due, data ->> 'entry');
  insert into tasks (id, incident, key, name, role, area, due_at, due_on, exact, why, ladder, parameters, opened_version, opened_at, next_rung, next_rung_at)
  values (door.kept_id(), made, 'incident/INSPECTION_MISSED', 'incident', 'pdosvyOfficer', province, due, due_day, false,
    jsonb_build_object('deadline', 'incident', 'parameter', 'P-24', 'parameterVersion', params, 'calendarVersion', 0, 'clock', 'calendar',
      'anchor', (extract(epoch from due) * 1000)::bigint, 'amount', 0, 'unit', 'days', 'skipped', '[]'::jsonb),
    'normal', params, 1, line.at, 0, door.rung_at('normal', params, 0, due, due_day, false));
  insert into inspection_misses values ((data ->> 'entry')::uuid, (data ->> 'no')::int, made, line.at);
end $function$
;

CREATE OR REPLACE FUNCTION door.op_inspection_plan_move(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  insert into inspection_plan_windows select id, (data ->> 'no')::int, (data ->> 'from')::date, (data ->> 'until')::date, data ->> 'reason',
      (door.actor_of(line) ->> 'person')::uuid, line.at
    from inspection_plan_entries where id = (data ->> 'entry')::uuid and plan = line.stream;
end $function$
;

CREATE OR REPLACE FUNCTION door.op_inspection_plan_reveal(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  if not exists (select from inspection_commitments c where c.id = (data ->> 'commitment')::uuid and c.ends_on < (line.at at time zone 'Asia/Phnom_Penh')::date
      and c.hash = encode(sha256(convert_to(data ->> 'seed', 'UTF8')), 'hex')
      and not exists (select from inspection_draws d join instances i on i.id = d.instance and i.status = 'open'
        join secrets x on x.instance = i.id and x.until_at is null where d.commitment = c.id)) then
    perform door.refuse('HW096', 'inspection_reveal', 'the seed is not that of the hash, or the draws are not over');
  end if;
  insert into inspection_reveals values ((data ->> 'commitment')::uuid, data ->> 'seed', line.at) on conflict (commitment) do nothing;
end $function$
;

CREATE OR REPLACE FUNCTION door.op_inspection_publish(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  insert into inspection_publications
  select line.instance, r.no, line.at, (door.actor_of(line) ->> 'person')::uuid, line.seq from inspection_ratings r
   where r.instance = line.instance order by r.no desc limit 1;
end $function$
;

CREATE OR REPLACE FUNCTION door.op_inspection_submit(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  if data ->> 'digest' is distinct from inspection_digest(line.instance) then
    perform door.refuse('HW090', 'inspection_digest', 'the pieces are not those that were signed');
  end if;
  insert into inspection_reports values (line.instance, line.seq, data ->> 'digest', (data ->> 'on')::date, line.at,
    (door.actor_of(line) ->> 'person')::uuid, nullif(data -> 'found', 'null'));
end $function$
;

CREATE OR REPLACE FUNCTION door.op_instance_secret(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  update secrets set until_at = line.at where instance = line.instance and until_at is null;
  if jsonb_typeof(data -> 'roles') = 'array' then
    insert into secrets values (line.instance, line.seq, array(select door.texts_of(data -> 'roles')),
      array(select p::uuid from door.texts_of(data -> 'persons') p), line.at);
  end if;
end $function$
;

CREATE OR REPLACE FUNCTION door.op_institution_amend(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  update institutions set version = version + 1, name_km = coalesce(data ->> 'nameKm', name_km), name_en = coalesce(data ->> 'nameEn', name_en),
    km_key = coalesce(data ->> 'kmKey', km_key), latin_key = coalesce(data ->> 'latinKey', latin_key), phone = coalesce(data ->> 'phone', phone),
    kind = coalesce(data ->> 'kind', kind), operator_agency = coalesce((data ->> 'operatorAgency')::uuid, operator_agency),
    authorised_capacity = coalesce((data ->> 'capacity')::int, authorised_capacity)
    where id = (data ->> 'institution')::uuid;
  if not found then perform door.refuse('HW039', 'institution_known', 'there is no such institution'); end if;
end $function$
;

CREATE OR REPLACE FUNCTION door.op_institution_person(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  if data ->> 'endOf' is not null then
    update institution_people set until_at = line.at where id = (data ->> 'endOf')::uuid and until_at is null;
  end if;
  if data ->> 'id' is not null then
    insert into institution_people (id, institution, person, name_km, name_latin, km_key, latin_key, role, phone, from_at)
    values ((data ->> 'id')::uuid, (data ->> 'institution')::uuid, (data ->> 'person')::uuid, data ->> 'nameKm', data ->> 'nameLatin',
            coalesce(data ->> 'kmKey', ''), coalesce(data ->> 'latinKey', ''), data ->> 'role', data ->> 'phone', line.at);
  end if;
  perform door.touch_institution((data ->> 'institution')::uuid);
end $function$
;

CREATE OR REPLACE FUNCTION door.op_institution_premises(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  insert into premises (id, institution, area, address, lat, lon, from_at)
  values ((data ->> 'id')::uuid, (data ->> 'institution')::uuid, data ->> 'area', data ->> 'address', (data ->> 'lat')::float8, (data ->> 'lon')::float8, line.at);
  perform door.touch_institution((data ->> 'institution')::uuid);
end $function$
;

CREATE OR REPLACE FUNCTION door.op_institution_register(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
perform door.add_institution(data, line.at);
end $function$
;

CREATE OR REPLACE FUNCTION door.op_institution_standing(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  place institutions;
  lacking text;
  event text := (select entry::jsonb ->> 'event' from journal where stream = line.stream and seq = line.seq and version is not null);
  of_inspection boolean := exists (select from instances where id = line.instance and workflow = 'inspection');
begin
  select * into place from institutions where id = (data ->> 'institution')::uuid for no key update;
  if not found then perform door.refuse('HW039', 'institution_known', 'there is no such institution'); end if;
  if data ->> 'standing' = 'closed' and (place.ever_residential or residential_kind(place.kind)) then
    lacking := closing_lacks(place.id);
    if event is distinct from 'certificate.signed' or not exists (select from instances i join subjects s on s.instance = i.id and s.kind = 'institution'
        where i.id = line.instance and i.workflow = 'institution-closure' and s.subject = place.id) then
      perform door.refuse('HW063', 'institution_closed_by_certificate', 'an institution is closed by the certificate of its closure', coalesce(lacking, ''));
    end if;
    if place.standing = 'closed' and lacking is not null then
      perform door.refuse('HW063', 'institution_closed_empty', 'no institution is closed while one child is unaccounted for: ' || lacking, lacking);
    end if;
    if place.standing = 'closed' and not door.is_certified(place.id) then
      perform door.refuse('HW063', 'institution_closed_by_certificate', 'an institution is closed by the certificate of its closure');
    end if;
  end if;
  -- who lifts what it stopped lifts it for every inspection: the ministry has signed
  if event = 'standing.lifted' and exists (select from standing_stops where institution = place.id and instance = line.instance) then
    delete from standing_stops where institution = place.id;
  end if;
  update institutions set version = version + 1, standing = data ->> 'standing', standing_since = line.at, standing_reason = data ->> 'reason'
    where id = place.id;
  if of_inspection and data ->> 'standing' in ('frozen', 'suspended') then
    insert into standing_stops values (place.id, line.instance, line.at) on conflict do nothing;
  end if;
  if place.standing = data ->> 'standing' then
    -- closed once more: the watch begins anew
    if place.standing = 'closed' then perform door.watch_institution(place.id, line.at); end if;
    return;
  end if;
  insert into standing_changes (institution, stream, seq, standing, reason, at)
  values (place.id, line.stream, line.seq, data ->> 'standing', data ->> 'reason', line.at) on conflict do nothing;
  insert into alerts (about, kind, instance, rung, occurrence, area, to_roles, to_owners, text_en, text_km, due_at, fired_at)
  select i.id, 'institution.standingChanged', i.id, '', line.stream || '/' || line.seq, i.area, array['districtSupervisor'], true,
         'The standing of the institution in ' || i.reference || ' has changed. Look at the request again before it is decided.',
         'ស្ថានភាពនៃគ្រឹះស្ថានក្នុង ' || i.reference || ' បានផ្លាស់ប្តូរ។ សូមពិនិត្យពាក្យស្នើសុំឡើងវិញ មុនពេលសម្រេច។', line.at, line.at
    from subjects s join instances i on i.id = s.instance
   where s.kind = 'institution' and s.subject = place.id and i.status = 'open' and i.workflow not in ('institution-closure', 'inspection')
     and exists (select from subjects c where c.instance = i.id and c.kind = 'child')
     and not exists (select from authorities a where a.instance = i.id and a.institution = place.id and a.kind = 'residential'
                      and a.status in ('awaiting', 'inForce', 'suspended'))
  on conflict do nothing;
end $function$
;

CREATE OR REPLACE FUNCTION door.op_interest_declare(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  insert into interests (id, person, kind, institution, other, note, from_at)
  values ((data ->> 'id')::uuid, (data ->> 'person')::uuid, data ->> 'kind', (data ->> 'institution')::uuid, (data ->> 'other')::uuid,
          data ->> 'note', line.at);
end $function$
;

CREATE OR REPLACE FUNCTION door.op_interest_withdraw(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  update interests set until_at = line.at where id = (data ->> 'id')::uuid and until_at is null;
end $function$
;

CREATE OR REPLACE FUNCTION door.op_leave_end(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin

  update leaves set ended_early_at = line.at where id = (data ->> 'id')::uuid and ended_early_at is null;
end $function$
;

CREATE OR REPLACE FUNCTION door.op_leave_note(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin

  insert into leaves (id, appointment, starts_at, ends_at)
  values ((data ->> 'id')::uuid, (data ->> 'appointment')::uuid, (data ->> 'from')::timestamptz, (data ->> 'until')::timestamptz);
end $function$
;

CREATE OR REPLACE FUNCTION door.op_merge_decide(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  who jsonb := door.actor_of(line);
  m merges;
  open_both int;
begin
  select * into m from merges where id = (data ->> 'id')::uuid for update;
  if m.id is null then perform door.refuse('HW039', 'proposal_known', 'there is no such proposal'); end if;
  update merges set status = data ->> 'status', decided_by = (who ->> 'person')::uuid, decided_for = (who ->> 'actingFor')::uuid, decided_at = line.at where id = m.id;
  if data ->> 'status' <> 'approved' then return; end if;
  perform 1 from children where id in (m.kept, m.merged) order by id for no key update;
  if exists (select from children where id in (m.kept, m.merged) and merged_into is not null) then
    perform door.refuse('HW038', 'merge_of_merged', 'one of the records was merged meanwhile');
  end if;
  select count(distinct child) into open_both from authorities where child in (m.kept, m.merged) and status in ('awaiting', 'inForce', 'suspended');
  if open_both > 1 then perform door.refuse('HW038', 'merge_two_authorities', 'both records have an open authority: end one of them first'); end if;
  update children set version = version + 1, merged_into = m.kept where id = m.merged or merged_into = m.merged;
  update children k set version = k.version + 1, disability = k.disability or o.disability, disability_note = coalesce(k.disability_note, o.disability_note),
    village = coalesce(k.village, o.village), family = coalesce(k.family, o.family), sex = case k.sex when 'unknown' then o.sex else k.sex end,
    status = case when o.status = 'died' then 'died' else k.status end, died_on = coalesce(k.died_on, o.died_on)
    from children o where k.id = m.kept and o.id = m.merged;
  insert into child_names select m.kept, ord + (select max(ord) from child_names where child = m.kept), km, latin, km_key, km_gram, latin_key
    from child_names n where child = m.merged
     and not exists (select from child_names k where k.child = m.kept and k.km is not distinct from n.km and k.latin is not distinct from n.latin);
  insert into child_ids select m.kept, kind, value from child_ids where child = m.merged on conflict do nothing;
  update authorities set child = m.kept, changed_at = line.at where child = m.merged and status in ('awaiting', 'inForce', 'suspended');
  if exists (select from sibling_members where child = m.merged) then
    perform door.link_siblings(array[m.kept] || array(select s.child from sibling_members s
      where s.sibling_group = (select sibling_group from sibling_members where child = m.merged) and s.child <> m.merged));
    delete from sibling_members where child = m.merged;
  end if;
  -- open cases of the merged record hear of what happens to the kept one
  insert into subjects select instance, kind, m.kept from subjects where kind = 'child' and subject = m.merged on conflict do nothing;
  update incidents set child = m.kept where child = m.merged and status <> 'resolved'
    and not exists (select from incidents k where k.child = m.kept and k.kind = incidents.kind and k.status <> 'resolved'
                     and k.institution is not distinct from incidents.institution);
end $function$
;

CREATE OR REPLACE FUNCTION door.op_merge_propose(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  who jsonb := door.actor_of(line);
begin
  insert into merges (id, kept, merged, reason, proposed_by, proposed_for, proposed_at)
  values ((data ->> 'id')::uuid, door.child_of((data ->> 'kept')::uuid), door.child_of((data ->> 'merged')::uuid), data ->> 'reason',
          (who ->> 'person')::uuid, (who ->> 'actingFor')::uuid, line.at);
end $function$
;

CREATE OR REPLACE FUNCTION door.op_message_again(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  update deliveries set dead_at = null, attempts = 0, retry_at = line.at, last_error = null
    where alert = (data ->> 'alert')::uuid and person = (data ->> 'person')::uuid and channel = data ->> 'channel'
      and dead_at is not null and sent_at is null and dropped_at is null;
  if not found then perform door.refuse('23W04', 'message_given_up', 'the message was sent, or is still being tried'); end if;
end $function$
;

CREATE OR REPLACE FUNCTION door.op_message_undelivered(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  who text := data ->> 'role';
  place text := left(data ->> 'area', level_of_role(data ->> 'role'));
  due timestamptz := door.instant_of(data -> 'due');
  params int := coalesce((select max(version) from parameter_sets where effective_from <= line.at), (select max(version) from parameter_sets), 1);
begin
  insert into incidents (id, kind, role, area, ladder, text_en, text_km, opened_at, due_at, about)
  values (line.stream, 'MESSAGE_UNDELIVERED', who, place, 'normal', data -> 'text' ->> 'en', data -> 'text' ->> 'km', line.at, due, data ->> 'about')
  on conflict do nothing;
  if not found then return; end if;
  insert into tasks (id, incident, key, name, role, area, due_at, due_on, exact, why, ladder, parameters, opened_version, opened_at, next_rung, next_rung_at)
  values (door.kept_id(), line.stream, 'incident/MESSAGE_UNDELIVERED', 'incident', who, place, due, (due at time zone 'Asia/Phnom_Penh')::date, true,
          jsonb_build_object('deadline', 'incident', 'parameter', '', 'parameterVersion', params, 'calendarVersion', 0, 'clock', 'calendar',
            'anchor', (extract(epoch from line.at) * 1000)::bigint, 'amount', round(extract(epoch from due - line.at) / 3600, 2),
            'unit', 'hours', 'skipped', '[]'::jsonb),
          'normal', params, line.seq, line.at, 0,
          door.rung_at('normal', params, 0, due, (due at time zone 'Asia/Phnom_Penh')::date, true));
end $function$
;

CREATE OR REPLACE FUNCTION door.op_notice_issue(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  insert into notices (stream, seq, instance, kind, to_whom, children, text_en, text_km, issued_at)
  values (line.stream, line.seq, line.instance, data ->> 'kind', array(select jsonb_array_elements_text(data -> 'to')),
          array(select c::uuid from jsonb_array_elements_text(data -> 'children') c),
          data -> 'text' ->> 'en', data -> 'text' ->> 'km', line.at);
end $function$
;

CREATE OR REPLACE FUNCTION door.op_oncall_cancel(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin

  update on_call set cancelled_at = line.at where id = (data ->> 'id')::uuid and cancelled_at is null;
end $function$
;

CREATE OR REPLACE FUNCTION door.op_oncall_set(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  if not exists (select from appointments where person = (data ->> 'person')::uuid and role = data ->> 'role'
                 and starts_with(data ->> 'area', area) and starts_at <= (data ->> 'from')::timestamptz
                 and (ends_at is null or ends_at >= (data ->> 'until')::timestamptz)) then
    raise exception 'on call is who holds the role there' using errcode = 'HW023', constraint = 'on_call_holder';
  end if;
  insert into on_call (id, role, area, person, starts_at, ends_at)
  values ((data ->> 'id')::uuid, data ->> 'role', data ->> 'area', (data ->> 'person')::uuid, (data ->> 'from')::timestamptz,
          (data ->> 'until')::timestamptz);
end $function$
;

CREATE OR REPLACE FUNCTION door.op_outcome_record(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin

  insert into outcomes (child, instance, seq, workflow, outcome, at, province, rules)
  select (o ->> 'child')::uuid, i.id, line.seq, i.workflow, o ->> 'outcome', line.at, left(i.area, 2), array(select door.texts_of(o -> 'rules'))
    from jsonb_array_elements(data -> 'children') o, instances i where i.id = coalesce(line.instance, (data ->> 'instance')::uuid);
end $function$
;

CREATE OR REPLACE FUNCTION door.op_parameter_approve(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  p parameter_proposals;
  last parameter_sets;
begin
  lock table parameter_sets in share row exclusive mode;
  select * into p from parameter_proposals where id = (data ->> 'id')::uuid for update;
  perform door.settings_decider(data, p.proposed_by, p.proposed_for, p.status, 'approved');
  perform door.settings_future(p.effective_from, line.at);
  select * into last from parameter_sets order by version desc limit 1;
  insert into parameter_sets (version, effective_from, "values", changed, proposed_by, approved_by, reason, made_at)
  values (last.version + 1, p.effective_from, jsonb_set(last."values", array[p.parameter], p.value), array[p.parameter],
          p.proposed_by, (data ->> 'by')::uuid, p.reason, line.at);
  update parameter_proposals set status = 'approved', decided_by = (data ->> 'by')::uuid, decided_for = (data ->> 'for')::uuid,
    decided_at = line.at, version = last.version + 1 where id = p.id;
end $function$
;

CREATE OR REPLACE FUNCTION door.op_parameter_propose(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  perform door.settings_role(data);
  perform door.settings_future((data ->> 'effectiveFrom')::timestamptz, line.at);
  insert into parameter_proposals (id, parameter, value, effective_from, reason, proposed_by, proposed_for, proposed_at)
  values ((data ->> 'id')::uuid, data ->> 'parameter', data -> 'value', (data ->> 'effectiveFrom')::timestamptz, data ->> 'reason',
          (data ->> 'by')::uuid, (data ->> 'for')::uuid, line.at);
end $function$
;

CREATE OR REPLACE FUNCTION door.op_parameter_reject(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  p parameter_proposals;
begin
  select * into p from parameter_proposals where id = (data ->> 'id')::uuid for update;
  perform door.settings_decider(data, p.proposed_by, p.proposed_for, p.status, 'rejected');
  update parameter_proposals set status = 'rejected', decided_by = (data ->> 'by')::uuid, decided_for = (data ->> 'for')::uuid,
    decided_at = line.at, decided_why = data ->> 'why' where id = p.id;
end $function$
;

CREATE OR REPLACE FUNCTION door.op_person_add(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin

  insert into people (id, name_km, name_en, phone, email, language, national_id, added_at)
  values ((data ->> 'id')::uuid, data ->> 'nameKm', data ->> 'nameEn', data ->> 'phone', data ->> 'email',
          coalesce(data ->> 'language', 'km'), data ->> 'nationalId', line.at);
end $function$
;

CREATE OR REPLACE FUNCTION door.op_person_change(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  update people set
    name_km = coalesce(data ->> 'nameKm', name_km), name_en = coalesce(data ->> 'nameEn', name_en),
    phone = case when data ? 'phone' then data ->> 'phone' else phone end,
    email = case when data ? 'email' then data ->> 'email' else email end,
    language = coalesce(data ->> 'language', language)
    where id = (data ->> 'id')::uuid;
  if not found then
    raise exception 'no such person' using errcode = 'HW020', constraint = 'person_exists';
  end if;
end $function$
;

CREATE OR REPLACE FUNCTION door.op_placements_decide(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  who jsonb := door.actor_of(line);
begin
  update placement_imports set status = data ->> 'status', decided_by = (who ->> 'person')::uuid, decided_for = (who ->> 'actingFor')::uuid,
    decided_at = line.at where id = (data ->> 'id')::uuid and status = 'proposed';
  if not found then
    perform door.refuse('HW039', case when exists (select from placement_imports where id = (data ->> 'id')::uuid)
      then 'proposal_decided' else 'proposal_known' end, 'there is no such open proposal');
  end if;
end $function$
;

CREATE OR REPLACE FUNCTION door.op_placements_propose(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  who jsonb := door.actor_of(line);
begin
  insert into placement_imports (id, area, rows, reason, proposed_by, proposed_for, proposed_at)
  values ((data ->> 'id')::uuid, who ->> 'area', data -> 'rows', data ->> 'reason', (who ->> 'person')::uuid, (who ->> 'actingFor')::uuid, line.at);
end $function$
;

CREATE OR REPLACE FUNCTION door.op_renewal_approve(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  r renewals;
  now timestamptz := (data ->> 'at')::timestamptz;
begin
  update renewals set approved_at = now, approved_by = (data ->> 'by')::uuid, approved_for = (data ->> 'for')::uuid, half = null
    where id = (data ->> 'id')::uuid and approved_at is null and expires_at > now returning * into r;
  if not found then
    raise exception 'no such renewal, or its time is over' using errcode = 'HW025', constraint = 'renewal_open';
  end if;
  if r.what in ('password', 'both') then
    update credentials set password = data ->> 'password', one_time = true, changed_at = now where person = r.person;
  end if;
  if r.what in ('secondFactor', 'both') then
    update credentials set totp_secret = null, totp_pending = null, totp_step = null, totp_use = null, totp_sign_in_step = null, changed_at = now where person = r.person;
  end if;
  update sessions set revoked_at = now, revoked_why = 'renewal' where person = r.person and revoked_at is null;
end $function$
;

CREATE OR REPLACE FUNCTION door.op_renewal_ask(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  -- a new one takes the place of those that wait
  update renewals set expires_at = asked_at, half = null where person = (data ->> 'person')::uuid and approved_at is null;
  insert into renewals (id, person, what, asked_at, asked_by, asked_for, expires_at, half)
  values ((data ->> 'id')::uuid, (data ->> 'person')::uuid, data ->> 'what', (data ->> 'askedAt')::timestamptz, (data ->> 'by')::uuid,
          (data ->> 'for')::uuid, (data ->> 'expires')::timestamptz, data ->> 'half');
end $function$
;

CREATE OR REPLACE FUNCTION door.op_review_decide(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  update reviews set decision = data ->> 'decision', decided_by = (door.actor_of(line) ->> 'person')::uuid, decided_at = line.at, decided_seq = line.seq
    where id = (data ->> 'id')::uuid and instance = line.stream and decision is null;
  if not found then perform door.refuse('23W21', 'review_decided', 'the item is decided already'); end if;
  perform door.resolve_incidents(array[(data ->> 'id')::uuid], data ->> 'how', line);
end $function$
;

CREATE OR REPLACE FUNCTION door.op_review_keep(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  made uuid := (data ->> 'id')::uuid;
  who text := data ->> 'owner';
  place text := left(line.area, level_of_role(data ->> 'owner'));
  due timestamptz := door.instant_of(data -> 'due');
  params int := coalesce((select max(version) from parameter_sets where effective_from <= line.at), (select max(version) from parameter_sets), 1);
begin
  insert into reviews (id, person, key, item, role, instance, workflow, event, base_version, restricted, why, captured_at, received_at, seq, due_at)
  values (made, (data -> 'item' ->> 'person')::uuid, (data -> 'item' ->> 'key')::uuid, data -> 'item', data ->> 'role', line.stream,
          data -> 'item' ->> 'workflow', data -> 'item' ->> 'event', (data -> 'item' ->> 'baseVersion')::int, (data ->> 'restricted')::boolean,
          data ->> 'why', (data -> 'item' ->> 'capturedAt')::timestamptz, line.at, line.seq, due)
  on conflict on constraint reviews_once do nothing;
  if not found then perform door.refuse('23W20', 'review_kept', 'this item is kept already'); end if;
  insert into incidents (id, kind, child, instance, role, area, ladder, text_en, text_km, opened_at, due_at, about)
  values (made, 'REPORT_TO_REVIEW', (data ->> 'child')::uuid, line.stream, who, place, 'normal', data -> 'text' ->> 'en', data -> 'text' ->> 'km',
          line.at, due, made::text);
  insert into tasks (id, incident, key, name, role, area, due_at, due_on, exact, why, ladder, parameters, opened_version, opened_at, next_rung, next_rung_at)
  values (door.kept_id(), made, 'incident/REPORT_TO_REVIEW', 'incident', who, place, due, (due at time zone 'Asia/Phnom_Penh')::date, true,
          jsonb_build_object('deadline', 'incident', 'parameter', '', 'parameterVersion', params, 'calendarVersion', 0, 'clock', 'calendar',
            'anchor', (extract(epoch from line.at) * 1000)::bigint, 'amount', round(extract(epoch from due - line.at) / 3600, 2),
            'unit', 'hours', 'skipped', '[]'::jsonb),
          'normal', params, line.seq, line.at, 0,
          door.rung_at('normal', params, 0, due, (due at time zone 'Asia/Phnom_Penh')::date, true));
end $function$
;

CREATE OR REPLACE FUNCTION door.op_sibling_link(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
perform door.link_siblings(array(select door.child_of(s::uuid) from door.texts_of(data -> 'children') s));
end $function$
;

CREATE OR REPLACE FUNCTION door.op_sibling_unlink(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  kid uuid := door.child_of((data ->> 'child')::uuid);
begin
  update children set version = version + 1 where id in (select m.child from sibling_members m
    where m.sibling_group = (select sibling_group from sibling_members where child = kid));
  delete from sibling_members where child = kid;
end $function$
;

CREATE OR REPLACE FUNCTION door.op_task_assign(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  t tasks;
begin
  update tasks set assignee = (data ->> 'assignee')::uuid where id = (data ->> 'task')::uuid and closed_at is null returning * into t;
  if not found then
    raise exception 'the task is not open' using errcode = 'HW003', constraint = 'task_open';
  end if;
  if starts_with(t.key, 'visit:') then
    update visits set assignee = t.assignee where instance = t.instance and key = substr(t.key, 7) and status = 'planned';
  end if;
end $function$
;

CREATE OR REPLACE FUNCTION door.op_timer_repair(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  update timers set status = 'cancelled' where instance = line.stream and status = 'armed'
    and timer in (select jsonb_array_elements_text(data -> 'cancel'));
  insert into timers (instance, timer, armed_version, deadline, due_at, provisional, why)
  select line.stream, t.timer, coalesce((select max(armed_version) + 1 from timers x where x.instance = line.stream and x.timer = t.timer), 1),
         t.deadline, t.due_at, t.provisional, t.why
    from jsonb_to_recordset(data -> 'arm') as t(timer text, deadline text, due_at timestamptz, provisional boolean, why jsonb);
end $function$
;

CREATE OR REPLACE FUNCTION door.op_watch_decide(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  who uuid := (door.actor_of(line) ->> 'person')::uuid;
  whose uuid := (door.actor_of(line) ->> 'actingFor')::uuid;
begin
  perform door.refuse_tied(line.stream, line);
  if data ->> 'status' = 'open' then
    update watch_matches set status = 'open', proposed_by = null, proposed_for = null, proposed_at = null, reason = null
      where id = line.stream and status = 'proposed';
  else
    update watch_matches set status = data ->> 'status', decided_by = who, decided_for = whose, decided_at = line.at, reason = coalesce(data ->> 'reason', reason)
      where id = line.stream and (status = 'proposed' or (status = 'open' and data ->> 'status' = 'confirmed'));
  end if;
  if not found then perform door.refuse('23W30', 'watch_match_decided', 'the match is decided already, or nobody proposed to dismiss it'); end if;
  if data ->> 'status' <> 'open' then perform door.resolve_incidents(array[line.stream], data ->> 'how', line); end if;
end $function$
;

CREATE OR REPLACE FUNCTION door.op_watch_propose(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  perform door.refuse_tied(line.stream, line);
  update watch_matches set status = 'proposed', proposed_by = (door.actor_of(line) ->> 'person')::uuid,
      proposed_for = (door.actor_of(line) ->> 'actingFor')::uuid, proposed_at = line.at, reason = data ->> 'reason'
    where id = line.stream and status = 'open';
  if not found then perform door.refuse('23W30', 'watch_match_decided', 'the match is not open'); end if;
end $function$
;

CREATE OR REPLACE FUNCTION door.op_workflow_adopt(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  a adoptions;
begin
  select * into a from adoptions where id = (data ->> 'adoption')::uuid for share;
  if a.status is distinct from 'approved' or line.version is null or a.decided_by <> (door.actor_of(line) ->> 'person')::uuid
     or not a.cases @> jsonb_build_array(jsonb_build_object('instance', line.instance::text, 'why', null)) then
    perform door.refuse('HW092', 'adoption_approved', 'no second person has approved that the case takes the version over');
  end if;
  update instances set workflow_version = a.to_version
    where id = line.instance and workflow = a.workflow and workflow_version = a.from_version and status = 'open';
  if not found then
    perform door.refuse('HW093', 'adoption_version', 'the case is not open at the version that is left');
  end if;
  insert into adoption_cases values (a.id, line.instance, 'adopted', null, line.at);
end $function$
;

CREATE OR REPLACE FUNCTION door.open_incident(i jsonb, line door.line)
 RETURNS uuid
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  made uuid;
  due timestamptz := door.instant_of(i -> 'due');
  place text := left(i ->> 'area', level_of_role(i ->> 'role'));
  params int := coalesce(line.parameters, (select max(version) from parameter_sets where effective_from <= line.at),
                         (select max(version) from parameter_sets), 1);
begin
  insert into incidents (id, kind, child, institution, instance, fact, role, area, ladder, text_en, text_km, opened_at, due_at)
  values (coalesce((i ->> 'id')::uuid, door.kept_id()), i ->> 'kind', (i ->> 'child')::uuid, (i ->> 'institution')::uuid, (i ->> 'instance')::uuid,
          (i ->> 'fact')::uuid, i ->> 'role', place, i ->> 'ladder', i -> 'text' ->> 'en', i -> 'text' ->> 'km', line.at, due)
  on conflict do nothing returning id into made;
  if made is null then return null; end if;
  insert into tasks (id, incident, key, name, role, area, institution, due_at, due_on, exact, why, ladder, parameters, opened_version, opened_at,
                     next_rung, next_rung_at)
  values (door.kept_id(), made, 'incident/' || (i ->> 'kind'), 'incident', i ->> 'role', place,
          case when i ->> 'role' = 'rciDirector' then (i ->> 'institution')::uuid end,
          due, (due at time zone 'Asia/Phnom_Penh')::date, true,
          jsonb_build_object('deadline', 'incident', 'parameter', coalesce(i ->> 'parameter', ''), 'parameterVersion', params, 'calendarVersion', 0,
            'clock', 'calendar', 'anchor', (extract(epoch from line.at) * 1000)::bigint, 'amount', round(extract(epoch from due - line.at) / 3600, 2),
            'unit', 'hours', 'skipped', '[]'::jsonb),
          i ->> 'ladder', params, coalesce(line.version, line.seq), line.at, 0,
          door.rung_at(i ->> 'ladder', params, 0, due, (due at time zone 'Asia/Phnom_Penh')::date, true));
  return made;
end $function$
;

CREATE OR REPLACE FUNCTION door.ordered_at(asked uuid)
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return (
  select coalesce(to_timestamp((state::jsonb #>> '{context,anchors,ordered}')::numeric / 1000), opened_at) from instances where id = asked

);
end $function$
;

CREATE OR REPLACE FUNCTION door.parted()
 RETURNS TABLE(name text, by_column text)
 LANGUAGE sql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
  select c.relname::text, a.attname::text from pg_catalog.pg_partitioned_table p join pg_catalog.pg_class c on c.oid = p.partrelid
    join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = p.partattrs[0]
   where c.relnamespace = 'homeward'::regnamespace order by 1
$function$
;

CREATE OR REPLACE FUNCTION door.place_case()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  new.case_area := (select i.area from instances i where i.id = new.instance);
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION door.placement_import_keeps()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  if tg_op = 'UPDATE' and old.status = 'proposed' and new.status <> 'proposed'
     and to_jsonb(new) - '{status,decided_by,decided_for,decided_at}'::text[] = to_jsonb(old) - '{status,decided_by,decided_for,decided_at}'::text[] then
    return new;
  end if;
  raise exception 'a proposal is not rewritten' using errcode = 'HW075', constraint = 'placement_imports_append_only';
end $function$
;

CREATE OR REPLACE FUNCTION door.plan_keeps()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  if tg_op = 'UPDATE' and old.approved_by is null and new.approved_by is not null
    and to_jsonb(new) - '{approved_by,approved_for,approved_at}'::text[] = to_jsonb(old) - '{approved_by,approved_for,approved_at}'::text[] then return new; end if;
  -- proposed once more before it is approved: who proposes is who makes it
  if tg_op = 'UPDATE' and old.approved_by is null and new.approved_by is null
    and to_jsonb(new) - '{made_by,made_for,made_at}'::text[] = to_jsonb(old) - '{made_by,made_for,made_at}'::text[] then return new; end if;
  perform door.refuse('HW030', tg_table_name || '_append_only', tg_table_name || ' is append-only');
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION door.plan_opening()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  new.opening_at := new.opens_at;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION door.refuse(code text, rule text, message text, detail text DEFAULT ''::text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  raise exception using errcode = code, constraint = rule, message = message, detail = detail;
end $function$
;

CREATE OR REPLACE FUNCTION door.refuse_astray(w door.work[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  x door.work;
  now timestamptz := clock_timestamp();
begin
  if (select c.by_hand from manual_clock c) then
    return;
  end if;
  foreach x in array w loop
    if x.at > now + interval '1 hour' then
      perform door.refuse('HW053', 'line_astray', 'a line is not written ahead of the time', x.at::text);
    end if;
    if x.at < now - interval '1 hour' and (x.entry::jsonb -> 'actor' ->> 'role') is distinct from 'clock'
       and not exists (select from unnest(w) l where l.u = x.u and l.kind = 'timer' and l.at = x.at) then
      perform door.refuse('HW053', 'line_astray', 'a line is written when it happens', x.at::text);
    end if;
  end loop;
end $function$
;

CREATE OR REPLACE FUNCTION door.refuse_tied(of_match uuid, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  if watch_kept_from(array_remove(array[(door.actor_of(line) ->> 'person')::uuid, (door.actor_of(line) ->> 'actingFor')::uuid], null), of_match) then
    perform door.refuse('HW095', 'watch_decided_untied', 'somebody tied to one of the two places does not decide about their match');
  end if;
end $function$
;

CREATE OR REPLACE FUNCTION door.resolve_incidents(which uuid[], how text, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  update incidents set status = 'resolved', resolved_at = line.at, resolved_by = (door.actor_of(line) ->> 'person')::uuid, resolution = how
    where id = any (which) and status <> 'resolved';
  update tasks set closed_at = line.at, closed_version = coalesce(line.version, line.seq), closed_by = 'resolved', next_rung_at = null
    where incident = any (which) and closed_at is null;
end $function$
;

CREATE OR REPLACE FUNCTION door.review_keeps()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  if tg_op = 'UPDATE' and old.decision is null and new.decision is not null
     and to_jsonb(new) - '{decision,decided_by,decided_at,decided_seq}'::text[] = to_jsonb(old) - '{decision,decided_by,decided_at,decided_seq}'::text[] then
    return new;
  end if;
  raise exception 'what is kept for review is not rewritten' using errcode = 'HW080', constraint = 'reviews_append_only';
end $function$
;

CREATE OR REPLACE FUNCTION door.reviews_follow()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  update incidents n set area = left(new.area, level_of_role(n.role))
    from reviews r where r.instance = new.id and r.decision is null and n.id = r.id;
  update tasks t set area = left(new.area, level_of_role(t.role)),
      assignee = case when starts_with(new.area, t.area) then t.assignee end
    from reviews r where r.instance = new.id and r.decision is null and t.incident = r.id and t.closed_at is null;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION door.rung_at(ladder text, parameters integer, n integer, due_at timestamp with time zone, due_on date, exact boolean)
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  days int := (select (s.ladders -> ladder -> n ->> 'days')::int from parameter_sets s where s.version = parameters);
begin
  return case when days is null then null when exact then due_at + make_interval(hours => 24 * days)
    else (due_on + days)::timestamp at time zone 'Asia/Phnom_Penh' end;
end $function$
;

CREATE OR REPLACE FUNCTION door.sealed(w door.work[])
 RETURNS door.work[]
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return (
  select array_agg((u, n, stream, kind, at, entry, content, key, answer, i, ops, expect, current, owned, seq, version, head,
      line_hash(head, stream, seq, entry),
      case when expect = 0
        then (i ->> 'prefix') || '-' || extract(year from at at time zone 'Asia/Phnom_Penh') || '-' || lpad(nextval('reference_numbers')::text, 6, '0')
        else reference end, area)::door.work order by u, n)
  from unnest(w)

);
end $function$
;

CREATE OR REPLACE FUNCTION door.set_policy_date(policy date, at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  register constant uuid := '00000000-0000-0000-0000-0000000000fe';
  policy_value constant jsonb := jsonb_build_object('P-34', policy);
  newest int;
  current int;
  outcome jsonb;
begin
  lock table parameter_sets in share row exclusive mode;
  newest := (select max(version) from parameter_sets);
  current := coalesce((select max(version) from parameter_sets where effective_from <= at), (select min(version) from parameter_sets));
  insert into parameter_sets (version, effective_from, "values", changed, proposed_by, approved_by, reason, made_at, source)
  select newest + 1, greatest(s.effective_from, at), s."values" || policy_value, array['P-34'], register, register,
         'the register of institutions was imported', at, 'import'
    from parameter_sets s where s.version = current;
  insert into parameter_sets (version, effective_from, "values", changed, proposed_by, approved_by, reason, made_at, source)
  select newest + 1 + row_number() over (order by s.version), greatest(s.effective_from, at), s."values" || policy_value, s.changed,
         s.proposed_by, s.approved_by, s.reason, at, s.source
    from parameter_sets s where s.version > current and s.version <= newest;
  outcome := write(jsonb_build_array(jsonb_build_object('checks', '[]'::jsonb, 'lines', jsonb_build_array(jsonb_build_object(
    'stream', '00000000-0000-0000-0000-0000000000a4', 'kind', 'registry', 'at', at, 'ops', '[]'::jsonb,
    'entry', jsonb_build_object('event', 'parameter.imported', 'at', at,
      'actor', jsonb_build_object('person', register, 'role', 'register', 'area', ''),
      'setting', jsonb_build_object('parameter', 'P-34', 'value', policy, 'version', newest + 1))::text))))) -> 0;
  if not (outcome ->> 'ok')::boolean then
    perform door.refuse('HW051', 'policy_date_journalled', 'the policy date could not be journalled', outcome::text);
  end if;
end $function$
;

CREATE OR REPLACE FUNCTION door.settings_decider(data jsonb, proposed_by uuid, proposed_for uuid, status text, decision text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  if status is null then
    raise exception 'there is no such proposal' using errcode = 'HW041', constraint = 'proposal_known';
  end if;
  if status <> 'open' then
    raise exception 'the proposal is decided already' using errcode = 'HW042', constraint = 'proposal_open';
  end if;
  perform door.settings_role(data);
  if decision = 'approved' and array_remove(array[proposed_by, proposed_for], null)
     && array_remove(array[(data ->> 'by')::uuid, (data ->> 'for')::uuid], null) then
    raise exception 'who proposes does not approve' using errcode = 'HW043', constraint = 'second_person';
  end if;
end $function$
;

CREATE OR REPLACE FUNCTION door.settings_future(effective_from timestamp with time zone, now timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  if effective_from < now then
    raise exception 'a parameter does not take effect in the past' using errcode = 'HW045', constraint = 'parameter_future';
  end if;
  if effective_from < (select max(s.effective_from) from parameter_sets s) then
    raise exception 'a later set is approved already' using errcode = 'HW046', constraint = 'parameter_order';
  end if;
end $function$
;

CREATE OR REPLACE FUNCTION door.settings_role(data jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  if data ->> 'role' is distinct from 'mosvy' then
    raise exception 'only the ministry changes settings' using errcode = 'HW044', constraint = 'settings_ministry';
  end if;
end $function$
;

CREATE OR REPLACE FUNCTION door.texts_of(list jsonb)
 RETURNS SETOF text
 LANGUAGE sql
 IMMUTABLE
AS $function$ select jsonb_array_elements_text(case jsonb_typeof(list) when 'array' then list else '[]' end) $function$
;

CREATE OR REPLACE FUNCTION door.touch_child(child uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
 update children set version = version + 1 where id = child;
end $function$
;

CREATE OR REPLACE FUNCTION door.touch_institution(institution uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
 update institutions set version = version + 1 where id = institution;
end $function$
;

CREATE OR REPLACE FUNCTION door.touch_person()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  update people set version = version + 1 where id = new.person;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION door.watch_added()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  if exists (select from institutions n where n.id = new.institution and n.standing in ('frozen', 'closed'))
    and exists (select from watches w where w.institution = new.institution) then
    perform door.watch_institution(new.institution, new.from_at);
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION door.watch_child(place uuid, kid uuid, at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  there uuid := present_at(kid);
begin
  insert into watches (institution, kind, about, child, from_at, until_at)
  values (place, 'child', kid::text, kid, at, at + door.watch_span('P-90', at))
  on conflict on constraint watches_once do update set until_at = greatest(watches.until_at, excluded.until_at);
  if there <> place and not exists (select from institutions i where i.id = there and i.kind = 'hospital')
    and not exists (select from authorities a where a.child = kid and a.institution = there and a.status in ('awaiting', 'inForce')) then
    perform door.watch_sign(w.id, there, there, 1, 'equal', at) from watches w
      where w.institution = place and w.kind = 'child' and w.child = kid;
  end if;
end $function$
;

CREATE OR REPLACE FUNCTION door.watch_closing()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  perform door.watch_institution(new.id, new.standing_since);
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION door.watch_counted()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  perform door.watch_child(new.institution, door.child_of(new.child), new.sealed_at);
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION door.watch_institution(place uuid, at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  till timestamptz := at + door.watch_span('P-90', at);
  least_alike float8 := (door.watch_parameter('P-92', at) #>> '{}')::float8;
  most float8 := (door.watch_parameter('P-91', at) #>> '{}')::float8;
begin
  insert into watches (institution, kind, about, name_km, name_latin, km_key, km_gram, latin_key, role, area, lat, lon, phone, child, from_at, until_at)
  select place, 'person', p.id::text, coalesce(p.name_km, k.name_km), coalesce(p.name_latin, k.name_en), p.km_key, khmer_gram(p.km_key), p.latin_key,
         p.role, null, null, null, null, null::uuid, at, till
    from institution_people p left join people k on k.id = p.person
   where p.institution = place and p.role in ('director', 'owner', 'board', 'founder', 'donor', 'staff')
  union all
  select place, 'premises', id::text, null, null, '', '', '', null, area, lat, lon, null, null, at, till
    from premises where institution = place
  union all
  select place, 'phone', key, null, null, '', '', '', null, null, null, null, key, null, at, till from (
    select distinct phone_key(phone) as key from (select phone from institutions where id = place
      union all select phone from institution_people where institution = place) x) y where key <> ''
  union all
  select place, 'child', kid::text, null, null, '', '', '', null, null, null, null, null, kid, at, till from (
    select present_in(place) as kid union select coalesce(c.merged_into, c.id) from authorities a join children c on c.id = a.child
      where a.institution = place and a.status in ('awaiting', 'inForce', 'suspended')
    union select coalesce(c.merged_into, c.id) from census x join children c on c.id = x.child where x.institution = place) z
  on conflict on constraint watches_once do update set until_at = greatest(watches.until_at, excluded.until_at);

  -- persons who sound alike, or are the same official
  perform door.watch_sign(s.watch, s.institution, s.about, s.alike, 'likeness', at) from (
    select w.id as watch, p.institution, p.id as about, greatest(
        case when w.km_gram <> '' and p.km_key <> '' then similarity(w.km_gram, khmer_gram(p.km_key)) else 0 end,
        case when w.latin_key <> '' and p.latin_key <> '' then similarity(w.latin_key, p.latin_key) else 0 end,
        case when p.person is not null and exists (select from institution_people o where o.id::text = w.about and o.person = p.person) then 1 else 0 end) as alike
      from watches w, institution_people p where w.institution = place and w.kind = 'person' and p.institution <> place) s
    where s.alike >= least_alike order by s.institution, s.watch, s.about;
  -- the same number, of a person or of the place
  perform door.watch_sign(w.id, n.institution, n.about, 1, 'equal', at) from watches w join (
      select institution, id as about, phone from institution_people where phone is not null and institution <> place
      union all select id, id, phone from institutions where phone is not null and id <> place) n on phone_key(n.phone) = w.phone
    where w.institution = place and w.kind = 'phone' order by n.institution, w.id, n.about;
  -- premises within the distance, or in the same village where one has no co-ordinates
  perform door.watch_sign(s.watch, s.institution, s.about, coalesce(s.metres, 1), case when s.metres is null then 'equal' else 'metres' end, at) from (
    select w.id as watch, p.institution, p.id as about, metres_between(w.lat, w.lon, p.lat, p.lon) as metres, length(p.area) = 8 and p.area = w.area as village
      from watches w, premises p where w.institution = place and w.kind = 'premises' and p.institution <> place) s
    where s.metres <= most or (s.metres is null and s.village) order by s.institution, s.watch, s.about;
  -- children of the place who are recorded somewhere else, where no decision put them
  perform door.watch_sign(s.watch, s.there, s.there, 1, 'equal', at) from (
    select w.id as watch, w.child, present_at(w.child) as there from watches w where w.institution = place and w.kind = 'child') s
    where s.there <> place and not exists (
      select from authorities a where a.child = s.child and a.institution = s.there and a.status in ('awaiting', 'inForce'))
    order by s.there, s.watch;
end $function$
;

CREATE OR REPLACE FUNCTION door.watch_keeps()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  if tg_op = 'UPDATE' and tg_table_name = 'watches' then
    if new.until_at >= old.until_at and to_jsonb(new) - 'until_at' = to_jsonb(old) - 'until_at' then return new; end if;
  elsif tg_op = 'UPDATE' then
    if old.status in ('open', 'proposed') and (new.id, new.watched, new.found, new.opened_at) = (old.id, old.watched, old.found, old.opened_at) then
      return new;
    end if;
  end if;
  raise exception 'nobody leaves the watch list, and no match is rewritten' using errcode = 'HW094', constraint = 'watch_append_only';
end $function$
;

CREATE OR REPLACE FUNCTION door.watch_parameter(id text, at timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return (
  select coalesce((select "values" -> id from parameter_sets where effective_from <= at order by version desc limit 1),
    case id when 'P-90' then '{"amount": 12, "unit": "months"}'::jsonb when 'P-91' then '1000' when 'P-92' then '0.5'
      else '{"amount": 48, "unit": "hours"}' end)

);
end $function$
;

CREATE OR REPLACE FUNCTION door.watch_sign(of_watch uuid, place uuid, row_id uuid, measure double precision, unit text, at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  w watches;
  was institutions;
  other institutions;
  made uuid;
  who text;
  sister boolean;
  due timestamptz := at + door.watch_span('P-93', at);
  params int := coalesce((select max(version) from parameter_sets where effective_from <= at), (select max(version) from parameter_sets), 1);
begin
  select * into w from watches where id = of_watch;
  select * into was from institutions where id = w.institution;
  select * into other from institutions where id = place;
  if was.id = other.id or other.standing = 'closed' then return; end if;
  -- of two that close, what the first asked is not asked again the other way round
  if exists (select from watch_matches m where m.status <> 'dismissed' and m.watched = other.id and m.found = was.id) then return; end if;
  select id into made from watch_matches m where m.status in ('open', 'proposed') and m.watched = was.id and m.found = other.id;
  if made is null then
    -- what was decided is not asked again for the same sign
    if exists (select from watch_signs s join watch_matches m on m.id = s.match where s.watch = of_watch and s.about = row_id) then return; end if;
    insert into watch_matches (watched, found, opened_at) values (was.id, other.id, at) returning id into made;
    -- two provinces have one superior
    who := case when left(was.area, 2) = left(other.area, 2) then 'pdosvyOfficer' else 'mosvy' end;
    sister := other.registered_at < w.from_at;
    insert into incidents (id, kind, institution, role, area, ladder, text_en, text_km, opened_at, due_at, about)
    values (made, 'WATCH_MATCH', other.id, who, left(other.area, level_of_role(who)), 'high',
            other.name_en || ' (' || other.code || ') may ' || case when sister then 'belong together with ' else 'be ' end || was.name_en || ' (' || was.code || ')'
              || case when sister then '' else ' again' end || ', which was ordered to close. Compare them.',
            other.name_km || ' (' || other.code || ') អាច' || case when sister then 'ជារបស់បណ្តាញតែមួយជាមួយ ' else 'ជា ' end || was.name_km || ' (' || was.code || ')'
              || case when sister then ' ' else ' ម្តងទៀត ' end || 'ដែលត្រូវបានបញ្ជាឱ្យបិទ។ សូមប្រៀបធៀប។',
            at, due, made::text);
    insert into tasks (id, incident, key, name, role, area, due_at, due_on, exact, why, ladder, parameters, opened_version, opened_at, next_rung, next_rung_at)
    values (door.kept_id(), made, 'incident/WATCH_MATCH', 'incident', who, left(other.area, level_of_role(who)), due,
            (due at time zone 'Asia/Phnom_Penh')::date, true,
            jsonb_build_object('deadline', 'incident', 'parameter', 'P-93', 'parameterVersion', params, 'calendarVersion', 0, 'clock', 'calendar',
              'anchor', (extract(epoch from at) * 1000)::bigint, 'amount', round(extract(epoch from due - at) / 3600, 2), 'unit', 'hours',
              'skipped', '[]'::jsonb),
            'high', params, 1, at, 0, door.rung_at('high', params, 0, due, (due at time zone 'Asia/Phnom_Penh')::date, true));
  end if;
  insert into watch_signs values (made, of_watch, row_id, measure, unit, at) on conflict do nothing;
end $function$
;

CREATE OR REPLACE FUNCTION door.watch_span(id text, at timestamp with time zone)
 RETURNS interval
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return (
  select make_interval(months => case p ->> 'unit' when 'months' then n else 0 end, days => case p ->> 'unit' when 'days' then n else 0 end,
    hours => case p ->> 'unit' when 'hours' then n else 0 end)
  from (select door.watch_parameter(id, at) as p, (door.watch_parameter(id, at) ->> 'amount')::int as n) x

);
end $function$
;

CREATE OR REPLACE FUNCTION door.work_of(units jsonb)
 RETURNS door.work[]
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
#variable_conflict use_column
begin
return (
  select array_agg((
      u.n, l.n, s.id, l.y ->> 'kind', (l.y ->> 'at')::timestamptz, l.y ->> 'entry', l.y -> 'content', l.y -> 'key',
      case when jsonb_typeof(l.y -> 'answer') <> 'null' then l.y -> 'answer' end, l.y -> 'instance', l.y -> 'ops',
      (l.y -> 'instance' ->> 'expect')::int, i.version, i.id is not null or l.y -> 'instance' is not null,
      coalesce(i.seq, t.seq, 0) + 1,
      case when l.y -> 'instance' is not null then coalesce(i.version, 0) + 1 end,
      coalesce(i.head, t.head, decode(repeat('00', 32), 'hex')), null, i.reference, coalesce(l.y -> 'instance' ->> 'area', i.area)
    )::door.work order by u.n, l.n)
  from jsonb_array_elements(units) with ordinality u(x, n)
  cross join lateral jsonb_array_elements(u.x -> 'lines') with ordinality l(y, n)
  cross join lateral (select (l.y ->> 'stream')::uuid as id) s
  left join instances i on i.id = s.id
  left join streams t on t.id = s.id

);
end $function$
;

CREATE OR REPLACE FUNCTION door.write_in_turn(unit jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  first jsonb;
  l jsonb;
  outcome jsonb;
  lines jsonb := '[]';
begin
  -- the first line of each stream carries the version to check; the later ones count on from it
  first := jsonb_build_array(jsonb_build_object('checks', unit -> 'checks', 'lines', (
    select jsonb_agg(y order by n) from (select distinct on (y ->> 'stream') y, n
      from jsonb_array_elements(unit -> 'lines') with ordinality l(y, n) order by y ->> 'stream', n) d)));
  outcome := door.conflicts_of(first, door.work_of(first)) -> '1';
  if outcome is not null then
    return outcome;
  end if;
  for l in select * from jsonb_array_elements(unit -> 'lines') loop
    outcome := door.write_units(jsonb_build_array(jsonb_build_object('checks', '[]'::jsonb, 'lines', jsonb_build_array(l)))) -> 0;
    if not (outcome ->> 'ok')::boolean then
      raise exception 'a later line of the unit meets a conflict: %', outcome using errcode = '40001';
    end if;
    lines := lines || (outcome -> 'lines');
  end loop;
  return jsonb_build_object('ok', true, 'lines', lines);
end $function$
;

CREATE OR REPLACE FUNCTION door.write_lines(w door.work[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  x door.work;
  o jsonb;
  opens boolean; changes boolean; apart boolean; filled boolean; names boolean; fires boolean; cancels boolean; arms boolean;
  closes boolean; tasked boolean; assigns boolean; moves boolean; visits_planned boolean; visits_closed boolean; keyed boolean;
begin
  perform door.refuse_astray(w);
  -- what the batch has none of is not asked for
  select bool_or(expect = 0), bool_or(current is not null), bool_or(not owned), bool_or(content is not null),
         bool_or(i -> 'children' is not null or i ->> 'institution' is not null), bool_or(i -> 'fired' is not null),
         bool_or(jsonb_array_length(i -> 'cancelTimers') > 0), bool_or(jsonb_array_length(i -> 'armTimers') > 0),
         bool_or(jsonb_array_length(i -> 'closeTasks') > 0), bool_or(jsonb_array_length(i -> 'openTasks') > 0),
         bool_or(i -> 'assignTasks' is not null), bool_or(i -> 'moveTasks' is not null),
         bool_or(i -> 'planVisits' is not null), bool_or(i -> 'closeVisits' is not null), bool_or(key ->> 'key' is not null)
    into opens, changes, apart, filled, names, fires, cancels, arms, closes, tasked, assigns, moves, visits_planned, visits_closed, keyed from unnest(w);
  if opens then
    insert into instances (id, reference, workflow, workflow_version, area, guests, version, seq, head, state, phase, status, outcome, parameters, opened_at, changed_at)
    select l.stream, l.reference, i ->> 'workflow', (i ->> 'workflowVersion')::int, i ->> 'area', door.areas_of(i -> 'guests'), 1, 1, l.hash, i ->> 'state', i ->> 'phase',
           i ->> 'status', i ->> 'outcome', (i ->> 'parameters')::int, l.at, l.at
      from unnest(w) l where l.expect = 0;
  end if;
  if changes then
    update instances t set seq = l.seq, head = l.hash, version = coalesce(l.version, t.version),
        area = coalesce(i ->> 'area', t.area), guests = case when i -> 'guests' is null then t.guests else door.areas_of(i -> 'guests') end,
        state = coalesce(i ->> 'state', t.state), phase = coalesce(i ->> 'phase', t.phase), status = coalesce(i ->> 'status', t.status),
        outcome = case when i is null then t.outcome else i ->> 'outcome' end, parameters = coalesce((i ->> 'parameters')::int, t.parameters),
        changed_at = case when i is null then t.changed_at else l.at end
      from unnest(w) l where t.id = l.stream and l.current is not null;
  end if;
  if apart then
    insert into streams select stream, seq, hash from unnest(w) l where not owned
      on conflict (id) do update set seq = excluded.seq, head = excluded.head where streams.seq = excluded.seq - 1;
  end if;
  insert into journal (stream, seq, version, kind, at, person, route, key, entry, answer, hash)
  select stream, seq, version, kind, at, (l.key ->> 'person')::uuid, l.key ->> 'route', l.key ->> 'key', entry, answer, hash
    from unnest(w) l order by u, n;
  if keyed then
    insert into keys (person, route, key, stream, seq, kind)
    select (l.key ->> 'person')::uuid, l.key ->> 'route', l.key ->> 'key', stream, seq, kind from unnest(w) l where l.key ->> 'key' is not null;
  end if;
  if filled then
    insert into contents (stream, seq, digest, compartment, body)
    select stream, seq, content ->> 'digest', content ->> 'compartment', content ->> 'body' from unnest(w) l where content is not null;
  end if;

  if names then
    insert into subjects
    select l.stream, 'child', c::uuid from unnest(w) l, jsonb_array_elements_text(i -> 'children') c
    union all select l.stream, 'institution', (i ->> 'institution')::uuid from unnest(w) l where i ->> 'institution' is not null
    on conflict do nothing;
  end if;

  if fires then
    foreach x in array w loop
      if x.i -> 'fired' is not null then
        update timers set status = 'fired'
          where instance = x.stream and timer = x.i -> 'fired' ->> 'timer' and armed_version = (x.i -> 'fired' ->> 'version')::int and status = 'armed';
        if not found then
          raise exception 'the timer is not armed' using errcode = 'HW002', constraint = 'timer_armed';
        end if;
      end if;
    end loop;
  end if;
  -- entering a state again arms its timers anew, so what is armed now is cancelled too
  if cancels or arms then
    perform door.cancel_timers(w);
  end if;
  if arms then
    insert into timers (instance, timer, armed_version, deadline, due_at, provisional, why)
    select l.stream, t.timer, l.version, t.deadline, t.due_at, t.provisional, t.why
      from unnest(w) l, jsonb_to_recordset(i -> 'armTimers') as t(timer text, deadline text, due_at timestamptz, provisional boolean, why jsonb);
  end if;
  if closes then
    perform door.end_tasks(w);
  end if;
  if tasked then
    insert into tasks (id, instance, key, name, role, area, institution, assignee, due_at, due_on, exact, provisional, why, ladder, opens_at,
                       parameters, opened_version, opened_at, next_rung, next_rung_at)
    select t.id, l.stream, t.key, t.name, t.role, t.area, t.institution, t.assignee, t.due_at, t.due_on, t.exact, t.provisional, t.why,
           t.ladder, t.opens_at, (i ->> 'parameters')::int, l.version, l.at, 0, door.rung_at(t.ladder, (i ->> 'parameters')::int, 0, t.due_at, t.due_on, t.exact)
      from unnest(w) l, jsonb_to_recordset(i -> 'openTasks') as t(id uuid, key text, name text, role text, area text, institution uuid, assignee uuid,
           due_at timestamptz, due_on date, exact boolean, provisional boolean, why jsonb, ladder text, opens_at timestamptz);
  end if;
  if moves then
    -- with the area goes the hand that held it: who takes it on is named below, or claims it
    update tasks t set area = moved.area, assignee = case when t.area = moved.area then t.assignee end from (
        select l.stream, a ->> 'key' as key, a ->> 'area' as area from unnest(w) l, jsonb_array_elements(i -> 'moveTasks') a) moved
      where t.instance = moved.stream and t.key = moved.key and t.closed_at is null;
  end if;
  if assigns then
    update tasks t set assignee = given.assignee from (
        select l.stream, a ->> 'key' as key, (a ->> 'assignee')::uuid as assignee from unnest(w) l, jsonb_array_elements(i -> 'assignTasks') a) given
      where t.instance = given.stream and t.key = given.key and t.closed_at is null;
  end if;
  if visits_planned then
    insert into visits (instance, key, task, step, role, area, child, assignee, opens_at, due_at, due_on, exact, ladder, parameter, parameters,
                        status, made_on, entered_at, reason, planned_at, closed_at, opened_version, closed_version)
    select l.stream, v.key, v.task, v.step, v.role, i ->> 'area', v.child, v.assignee, v.opens_at, v.due_at, v.due_on, v.exact, v.ladder, v.parameter,
           (i ->> 'parameters')::int, v.status, v.made_on, case when v.made_on is not null then l.at end, v.reason, l.at,
           case when v.status <> 'planned' then l.at end, l.version, case when v.status <> 'planned' then l.version end
      from unnest(w) l, jsonb_to_recordset(i -> 'planVisits') as v(key text, task text, step text, role text, child uuid, assignee uuid,
           opens_at timestamptz, due_at timestamptz, due_on date, exact boolean, ladder text, parameter text, status text, made_on date, reason text);
  end if;
  if visits_closed then
    foreach x in array w loop
      for o in select * from jsonb_array_elements(x.i -> 'closeVisits') loop
        update visits set status = o ->> 'status', made_on = (o ->> 'made_on')::date, entered_at = case when o ->> 'made_on' is not null then x.at end,
            reason = o ->> 'reason', closed_at = x.at, closed_version = x.version
          where instance = x.stream and key = o ->> 'key' and status = 'planned';
        if not found then
          perform door.refuse('HW060', 'visit_planned', 'the visit is not planned', o ->> 'key');
        end if;
      end loop;
    end loop;
  end if;
  if moves or assigns then
    -- a visit is where its task is, and in the same hands
    update visits v set area = l.i ->> 'area', assignee = t.assignee
      from unnest(w) l, tasks t
      where (l.i -> 'moveTasks' is not null or l.i -> 'assignTasks' is not null) and v.instance = l.stream and v.status = 'planned'
        and t.instance = l.stream and t.key = 'visit:' || v.key and t.closed_at is null;
  end if;

  foreach x in array w loop
    for o in select * from jsonb_array_elements(x.ops) loop
      execute format('select door.%I($1, $2)', 'op_' || replace(o ->> 'op', '.', '_'))
        using o -> 'data', (x.stream, x.seq, x.version, x.at, case when x.owned then x.stream end, x.area, (x.i ->> 'parameters')::int)::door.line;
    end loop;
  end loop;
end $function$
;

CREATE OR REPLACE FUNCTION door.write_units(units jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  w door.work[] := door.work_of(units);
  conflicts jsonb := door.conflicts_of(units, w);
begin
  if conflicts <> '{}' then
    w := array(select x from unnest(w) x where not conflicts ? x.u::text order by x.u, x.n);
  end if;
  if cardinality(w) > 0 then
    w := door.sealed(w);
    perform door.write_lines(w);
  end if;
  return (select jsonb_agg(coalesce(conflicts -> u.n::text, jsonb_build_object('ok', true, 'lines', d.lines)) order by u.n)
            from jsonb_array_elements(units) with ordinality u(x, n)
            left join (select x.u, jsonb_agg(jsonb_build_object('seq', seq, 'version', version, 'reference', reference) order by x.n) as lines
                         from unnest(w) x group by x.u) d on d.u = u.n);
end $function$
;

CREATE OR REPLACE FUNCTION door.years()
 RETURNS SETOF integer
 LANGUAGE sql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
  select right(c.relname, 4)::int from pg_catalog.pg_inherits i join pg_catalog.pg_class c on c.oid = i.inhrelid
   where i.inhparent = 'homeward.journal'::regclass and c.relname ~ '^journal_\d{4}$' order by 1
$function$
;

CREATE OR REPLACE FUNCTION homeward.add_inspection_pieces(place uuid, who uuid, now timestamp with time zone, pieces jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  changed jsonb;
  p jsonb;
  added int := 0;
  late int := 0;
  n int;
begin
  perform from instances where id = place for share;
  select coalesce(jsonb_agg(x ->> 'id'), '[]') into changed from jsonb_array_elements(pieces) x join inspection_pieces k on k.id = (x ->> 'id')::uuid
    where k.instance <> place or k.digest <> x ->> 'digest';
  if jsonb_array_length(changed) > 0 then return jsonb_build_object('added', 0, 'late', 0, 'changed', changed); end if;
  for p in select * from jsonb_array_elements(pieces) loop
    if exists (select from inspection_pieces where id = (p ->> 'id')::uuid) then continue; end if;
    insert into inspection_pieces (id, instance, kind, item, body, digest, device, counter, captured_at, received_at, person, supersedes) values ((p ->> 'id')::uuid, place, p ->> 'kind', p ->> 'item', p -> 'body', p ->> 'digest', p ->> 'device',
      (p ->> 'counter')::int, (p ->> 'capturedAt')::timestamptz, now, who, (p ->> 'supersedes')::uuid) on conflict (id) do nothing;
    get diagnostics n = row_count;
    added := added + n;
    late := late + (select count(*) from inspection_pieces k where n = 1 and k.id = (p ->> 'id')::uuid and k.late);
  end loop;
  return jsonb_build_object('added', added, 'late', late, 'changed', changed);
end $function$
;

CREATE OR REPLACE FUNCTION homeward.address_alerts(batch jsonb)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  d jsonb;
  a record;
  n int := 0;
begin
  for d in select * from jsonb_array_elements(batch) loop
    -- processes of the version before do not say what it is about
    select about, id, fired_at into a from alerts
      where about = coalesce((d ->> 'about')::uuid, (select x.about from alerts x where x.id = (d ->> 'alert')::uuid)) and id = (d ->> 'alert')::uuid and resolved_at is null for update skip locked;
    if found then
      perform door.address(a.about, a.id, a.fired_at, d);
      n := n + 1;
    end if;
  end loop;
  return n;
end $function$
;

CREATE OR REPLACE FUNCTION homeward.anchor_root(of_day date, previous bytea)
 RETURNS bytea
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return (
  select sha256(coalesce(previous, decode(repeat('00', 32), 'hex')) || convert_to(coalesce(
    (select string_agg(stream::text || ':' || seq || ':' || encode(hash, 'hex'), E'\n' order by stream) from anchor_heads where day = of_day), ''), 'UTF8'))

);
end $function$
;

CREATE OR REPLACE FUNCTION homeward.are_kin(one uuid, two uuid, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  return exists (select from interests where kind = 'kin' and from_at <= at and (until_at is null or until_at > at)
    and ((person = one and other = two) or (person = two and other = one)));
end $function$
;

CREATE OR REPLACE FUNCTION homeward.birthday(birth date, years integer)
 RETURNS date
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ select make_date(extract(year from birth)::int + years, extract(month from birth)::int, 1) + extract(day from birth)::int - 1 $function$
;

CREATE OR REPLACE FUNCTION homeward.census_unsettled(asked uuid)
 RETURNS TABLE(child uuid, why text)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return query 
  select c.child, x.why from census c cross join lateral (
    select 'incident' as why where exists (select from incidents n where n.child = any (records_of(c.child))
        and n.kind in ('CHILD_DIED', 'CENSUS_UNACCOUNTED', 'DEATH_CORRECTED') and n.status <> 'resolved')
    union all
    select 'missing' where c.accounted is distinct from 'died' and (
      select f.kind from facts f where f.child = any (records_of(c.child))
         and f.kind in ('missing', 'found', 'presence', 'arrival', 'placedInFamily', 'death')
         and not exists (select from facts o where o.corrects = f.id)
       order by f.at desc, f.recorded_at desc, f.seq desc limit 1) = 'missing'
    union all
    select 'alive' where c.accounted = 'died' and exists (select from children k where k.id = any (records_of(c.child)) and k.status <> 'died' and k.merged_into is null)
    union all
    select 'elsewhere' from (select present_at(coalesce(k.merged_into, k.id)) as at from children k where k.id = c.child) p
      where p.at <> c.institution and is_home(p.at) and c.accounted is distinct from 'died'
        and not exists (select from authorities a where a.child = any (records_of(c.child)) and a.institution = p.at and a.status = 'inForce')
  ) x
   where c.instance = asked
;
end $function$
;

CREATE OR REPLACE FUNCTION homeward.certainly_same(kid uuid)
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
declare
  records uuid[] := records_of(kid);
begin
  -- most children have one record, and no number that another one could have too
  if cardinality(records) = 1 and not exists (select from child_ids where child = records[1]) then
    return records;
  end if;
  return (
    select array_agg(distinct c) from (
      select unnest(records) as c
      union select o.child from child_ids i join child_ids o using (kind, value) where i.child = any (records)) x);
end $function$
;

CREATE OR REPLACE FUNCTION homeward.child_fact(asked uuid, of_workflow text, except_instance uuid, now timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
declare
  kept children;
  same uuid[];
  brothers uuid[];
  cases jsonb; authority jsonb; bridge jsonb; request uuid; taken jsonb;
begin
  select c.* into kept from children a join children c on c.id = coalesce(a.merged_into, a.id) where a.id = asked;
  if not found then
    return null;
  end if;
  same := certainly_same(kept.id);
  brothers := array(select s from siblings_of(kept.id, now) s order by s);
  cases := (select jsonb_agg(distinct i.workflow order by i.workflow) from subjects s join instances i on i.id = s.instance
    where s.kind = 'child' and s.subject = any (same) and i.status = 'open' and i.id is distinct from except_instance);
  if cases ? of_workflow then
    request := (select i.id from subjects s join instances i on i.id = s.instance
      where s.kind = 'child' and s.subject = any (same) and i.status = 'open' and i.workflow = of_workflow
        and i.id is distinct from except_instance
        and coalesce((select o.outcome not like 'REFUSED%' from outcomes o where o.instance = i.id and o.child = any (same) order by o.seq desc limit 1), true)
      order by i.opened_at, i.id limit 1);
  end if;
  taken := (select jsonb_agg((extract(epoch from f.at) * 1000)::bigint order by f.at) from facts f join instances i on i.id = f.instance
    where f.child = any (same) and f.kind = 'takenIntoCare' and i.status = 'open' and i.workflow = of_workflow
      and i.id is distinct from except_instance and f.at <= now
      and not exists (select from facts x where x.corrects = f.id));
  authority := (select jsonb_build_object('id', a.id, 'kind', a.kind, 'status', a.status, 'institution', a.institution, 'instance', a.instance,
      'until', (extract(epoch from a.valid_until) * 1000)::bigint) from authorities a where a.child = kept.id and a.status in ('awaiting', 'inForce', 'suspended')
    order by a.status = 'inForce' limit 1);
  if authority is not null then
    bridge := (select jsonb_build_object('id', a.id, 'kind', a.kind, 'institution', a.institution, 'until', (extract(epoch from a.valid_until) * 1000)::bigint)
      from authorities a where a.child = kept.id and a.status = 'inForce' and a.kind in ('emergency', 'interim')
        and exists (select from authorities o where o.child = kept.id and o.status in ('awaiting', 'suspended')));
  end if;
  return jsonb_strip_nulls(jsonb_build_object(
    'id', asked, 'birth', jsonb_build_object('from', kept.birth_from, 'to', kept.birth_to), 'sex', kept.sex, 'disability', kept.disability,
    'village', kept.village, 'family', kept.family, 'status', kept.status, 'version', kept.version,
    'siblings', to_jsonb(brothers),
    'siblingsInCare', case when cardinality(brothers) > 0 then siblings_in_care(kept.id, now) end,
    'investigated', concern_among(kept.id || brothers, except_instance),
    'authority', authority, 'bridge', bridge, 'presentAt', present_at(kept.id), 'openRequest', request, 'takenElsewhere', taken, 'openCases', cases));
end $function$
;

CREATE OR REPLACE FUNCTION homeward.choose_profile(chosen jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  who uuid := (chosen ->> 'person')::uuid;
begin
  update people set language = chosen ->> 'language' where id = who and language <> chosen ->> 'language';
  insert into profiles (person, digits, channels, email, phone, quiet_from, quiet_until, changed_at)
  values (who, chosen ->> 'digits', chosen -> 'channels', chosen ->> 'email', chosen ->> 'phone', (chosen -> 'quiet' ->> 'from')::int,
          (chosen -> 'quiet' ->> 'until')::int, clock_timestamp())
  on conflict (person) do update set digits = excluded.digits, channels = excluded.channels, email = excluded.email, phone = excluded.phone,
    quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until, changed_at = excluded.changed_at;
end $function$
;

CREATE OR REPLACE FUNCTION homeward.clear_sessions(before timestamp with time zone, most integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  n int;
begin
  delete from sessions where id in (
    select id from sessions where expires_at < least(before, clock_timestamp()) limit most for update skip locked);
  get diagnostics n = row_count;
  return n;
end $function$
;

CREATE OR REPLACE FUNCTION homeward.closing_lacks(place uuid)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return (
  with last as (select instance from census_seals where institution = place order by sealed_at desc limit 1),
  rows as (select c.* from census c, last where c.institution = place and c.instance = last.instance)
  select case
    when not exists (select from last) then 'no sealed census'
    when exists (select from rows where accounted is null or verified_at is null or lost)
      then (select count(*) from rows where accounted is null or verified_at is null or lost) || ' of the census without a verified destination'
    when exists (select from last, merged_unseen(last.instance))
      then (select count(*) from last, merged_unseen(last.instance)) || ' of the census merged with another record and not seen since'
    when exists (select from lost_before(place, (select instance from last)) kid
        where not exists (select from rows where child = any (records_of(kid))))
      then 'a child whom an earlier census had lost is missing from the last'
    when exists (select from last, census_unsettled(last.instance))
      then (select count(distinct u.child) from last, census_unsettled(last.instance) u) || ' of the census with a death, a loss or a place that is not settled'
    when exists (select from last where unnamed_in(place, last.instance, door.ordered_at(last.instance)) > 0)
      then (select unnamed_in(place, last.instance, door.ordered_at(last.instance)) from last) || ' found there and neither counted nor explained by two people'
    when exists (select from present_in(place)) then (select count(*) from present_in(place)) || ' recorded as present'
    when exists (select from authorities where institution = place and status in ('awaiting', 'inForce', 'suspended')) then 'an open decision for a place there'
  end
  );
end $function$
;

CREATE OR REPLACE FUNCTION homeward.closing_open(place uuid)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return (
  select case
    when exists (select from present_in(place)) then (select count(*) from present_in(place)) || ' recorded as present'
    when exists (select from authorities where institution = place and status in ('awaiting', 'inForce', 'suspended')) then 'an open decision for a place there'
    when exists (select from subjects s join instances i on i.id = s.instance
        where s.kind = 'institution' and s.subject = place and i.workflow = 'institution-closure' and i.status = 'open'
          and i.phase not like '%steps.surveillance%') then 'a closure that is open'
    when exists (select from census_seals where institution = place) and (select standing from institutions where id = place) <> 'closed'
      then 'a sealed census without a certificate'
  end

);
end $function$
;

CREATE OR REPLACE FUNCTION homeward.closure_fact(place uuid, except_instance uuid, now timestamp with time zone, kids uuid[])
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return (
  with house as (select i.id, left(i.area, 2) as province from institutions i where i.id = place),
  ordered as (
    select coalesce((select to_timestamp((i.state::jsonb #>> '{context,anchors,ordered}')::float8 / 1000) from instances i where i.id = except_instance), now) as at),
  present as (select kid from present_in(place) kid),
  known as (
    select coalesce(c.merged_into, c.id) as kid, 'authority' as why from authorities a join children c on c.id = a.child
     where a.institution = place and a.status = 'inForce'
    union select kid, 'presence' from present
    union select kid, 'census' from lost_before(place, except_instance) kid
    -- that a presence is taken back after the order says nothing of where the child is
    union select coalesce(c.merged_into, c.id), 'corrected' from facts f join facts x on x.corrects = f.id join children c on c.id = f.child
     where f.institution = place and f.kind in ('presence', 'arrival') and x.recorded_at >= (select at from ordered)
    union select kid, 'left' from left_from(place, (select at from ordered)) kid
    union select p.kid, 'inspection' from present p
     where exists (select from facts f join instances i on i.id = f.instance
       where f.child = p.kid and f.institution = place and f.kind = 'presence' and i.workflow = 'inspection')),
  expected as (
    select k.kid, jsonb_agg(distinct k.why order by k.why) as why, c.birth_to, c.disability from known k join children c on c.id = k.kid
     where c.status = 'alive' or k.why = 'left' group by k.kid, c.birth_to, c.disability),
  workers as (
    select distinct a.person from appointments a, house
     where a.role in ('dsw', 'ngoCaseworker') and left(a.area, 2) = house.province and a.starts_at <= now and (a.ends_at is null or a.ends_at > now)),
  officials as (
    select distinct a.person from appointments a, house
     where a.role in ('pdosvyOfficer', 'pdosvyDirector') and left(a.area, 2) = house.province and a.starts_at <= now and (a.ends_at is null or a.ends_at > now)),
  earlier as (
    select i.outcome from subjects s join instances i on i.id = s.instance
     where s.kind = 'institution' and s.subject = place and i.workflow = 'institution-closure' and i.id is distinct from except_instance
       and i.outcome in ('CLOSED_VERIFIED', 'TRANSITIONED', 'ABANDONED_BY_PROVIDER', 'REOPENED_UNLAWFULLY') order by i.opened_at desc, i.id limit 1)
  select jsonb_strip_nulls(jsonb_build_object(
    'expected', (select coalesce(jsonb_agg(jsonb_build_object('child', kid, 'why', why,
        'underThree', birthday(birth_to, 3) > (now at time zone 'Asia/Phnom_Penh')::date, 'disability', disability) order by kid), '[]') from expected),
    'workers', (select count(*) from workers),
    'openCases', (select count(distinct (t.assignee, t.instance)) from tasks t where t.closed_at is null and t.assignee in (select person from workers)),
    'freePlaces', (select coalesce(sum(greatest(0, f.authorised_capacity - (
        select count(*) from authorities a where a.institution = f.id and a.status in ('awaiting', 'inForce', 'suspended')))), 0)
       from institutions f, house where f.kind = 'emergencyFoster' and f.standing = 'authorised' and left(f.area, 2) = house.province),
    'stillPresent', (select coalesce(jsonb_agg(kid order by kid), '[]') from present),
    'openAuthorities', (select count(*) from authorities where institution = place and status in ('awaiting', 'inForce', 'suspended')),
    'open', case when exists (select from subjects s join instances i on i.id = s.instance
       where s.kind = 'institution' and s.subject = place and i.workflow = 'institution-closure' and i.status = 'open'
         and i.id is distinct from except_instance and i.phase not like '%steps.surveillance%') then true end,
    'reopened', case when (select outcome from earlier) = 'REOPENED_UNLAWFULLY' then true end,
    'unnamed', nullif(unnamed_in(place, except_instance, (select at from ordered)), 0),
    'officials', (select coalesce(jsonb_agg(person order by person), '[]') from officials),
    'inspected', inspected_fact(place),
    'same', (select jsonb_agg(jsonb_build_object('child', c.id, 'record', c.merged_into) order by c.id)
       from children c where c.id = any (kids) and c.merged_into is not null),
    'deaths', (select jsonb_agg(jsonb_build_object('child', k, 'by', d.by) order by k) from unnest(kids) k cross join lateral (
        select jsonb_agg(distinct p) as by from facts f join journal j on j.stream = f.stream and j.seq = f.seq
          cross join lateral (values (j.entry::jsonb #>> '{actor,person}'), (j.entry::jsonb #>> '{actor,actingFor}')) v(p)
         where f.child = any (records_of(k)) and f.kind = 'death' and p is not null and not exists (select from facts o where o.corrects = f.id)) d
      where d.by is not null),
    'unsettled', (select jsonb_agg(jsonb_build_object('child', u.child, 'why', u.why) order by u.child, u.why) from census_unsettled(except_instance) u),
    'merged', (select jsonb_agg(jsonb_build_object('child', m.merged, 'record', m.kept, 'on', (m.decided_at at time zone 'Asia/Phnom_Penh')::date) order by m.decided_at, m.id)
       from merges m where m.status = 'approved' and exists (
         select from census c where c.instance = except_instance and m.decided_at > c.sealed_at and m.merged = any (records_of(c.child)))),
    'ways', (select coalesce(jsonb_agg(distinct jsonb_build_object('child', k, 'stage', case
           when i.phase ~ 'way\.(preparation|placed)' then 'planned' else 'assessed' end)), '[]')
       from unnest(kids) k join subjects s on s.kind = 'child' and s.subject = any (records_of(k)) join instances i on i.id = s.instance
      where i.workflow = 'family-reintegration' and i.status = 'open' and i.phase !~ 'way\.childAssessment')))
  from house
  );
end $function$
;

CREATE OR REPLACE FUNCTION homeward.concern_among(kids uuid[], except_instance uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
  return (
    select true where exists (select from subjects b join instances i on i.id = b.instance
      where b.kind = 'child' and b.subject = any (kids) and i.status = 'open' and i.id is distinct from except_instance
        and i.phase ~ 'safety\.(concern|investigating)( |$)'));
end $function$
;

CREATE OR REPLACE FUNCTION homeward.discard_contents(refused uuid)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  discarded int;
begin
  delete from attachment_contents c where (c.id = refused or c.stored_at between clock_timestamp() - interval '8 days' and clock_timestamp() - interval '1 day')
    and not exists (select from attachments a where a.content = c.id);
  get diagnostics discarded = row_count;
  return discarded;
end $function$
;

CREATE OR REPLACE FUNCTION homeward.discard_parts(asked uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin

  delete from upload_parts where upload = asked or stored_at < clock_timestamp() - interval '90 days';
end $function$
;

CREATE OR REPLACE FUNCTION homeward.earlier_requests(kids uuid[], except_instance uuid, now timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return (
  with asked as (
    select k as kid, certainly_same(k) as certain from unnest(kids) k),
  alike as (
    select kid, unnest(certain) as child, 'certain' as same from asked
    union
    select a.kid, p.child, 'probable' from asked a join children c on c.id = a.kid
      cross join lateral (select array_agg(km_gram) filter (where km_gram <> '') as grams, array_agg(latin_key) filter (where latin_key <> '') as latins
                            from child_names where child_names.child = any (a.certain)) n
      cross join lateral probably_same(n.grams, n.latins, c.birth_from, c.birth_to, c.sex, c.village) p
     where p.child <> all (a.certain))
  select coalesce(jsonb_agg(jsonb_build_object('child', s.kid, 'same', s.same, 'outcome', o.outcome, 'date', (o.at at time zone 'Asia/Phnom_Penh')::date,
           'province', o.province, 'rules', to_jsonb(o.rules)) order by o.at desc, s.kid), '[]')
    from alike s join outcomes o on o.child = s.child
   where (o.outcome like 'REFUSED%' or o.outcome in ('WITHDRAWN', 'LAPSED')) and o.at > now - interval '24 months' and o.at <= now
     and o.instance is distinct from except_instance

);
end $function$
;

CREATE OR REPLACE FUNCTION homeward.files_fact(asked uuid, named uuid[])
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return (
  select coalesce(jsonb_agg(jsonb_build_object('id', id, 'at', (extract(epoch from added_at) * 1000)::bigint) order by id), '[]')
    from attachments where instance = asked and id = any (named) and withdrawn_at is null

);
end $function$
;

CREATE OR REPLACE FUNCTION homeward.fire_rungs(rungs jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  r jsonb;
  t tasks;
  a uuid;
  opening boolean;
  due timestamptz;
  called text;
  latest timestamptz := door.latest();
  result text;
  failure text;
  results jsonb := '[]';
begin
  for r in select * from jsonb_array_elements(rungs) loop
    result := 'passed'; failure := null; a := null; opening := (r ->> 'rung')::int < 0;
    begin
      if (r ->> 'at')::timestamptz > latest then
        perform door.refuse('HW052', 'rung_ahead', 'a rung is not fired ahead of the time', r ->> 'at');
      end if;
      -- who is being written right now is looked at again in a moment: waiting here could deadlock with the door
      select * into t from tasks where id = (r ->> 'task')::uuid for update skip locked;
      due := case when opening then t.opening_at else t.next_rung_at end;
      if t.id is null then
        result := 'busy';
      elsif t.closed_at is null and (opening or t.next_rung = (r ->> 'rung')::int) and due <= (r ->> 'at')::timestamptz then
        called := case when opening then r ->> 'name' else (select s.ladders -> t.ladder -> t.next_rung ->> 'rung' from parameter_sets s where s.version = t.parameters) end;
        if due >= t.opened_at and r ->> 'kind' <> '' then
          insert into alerts (about, kind, task, instance, rung, area, to_roles, text_en, text_km, due_at, fired_at)
          values (coalesce(t.instance, t.incident, t.id), r ->> 'kind', t.id, t.instance, called, t.area,
                  array(select jsonb_array_elements_text(r -> 'toRoles')), r ->> 'en', r ->> 'km', due, (r ->> 'at')::timestamptz)
          on conflict do nothing returning id into a;
          if a is not null then
            perform door.address(coalesce(t.instance, t.incident, t.id), a, (r ->> 'at')::timestamptz, r);
            result := 'fired';
          end if;
        elsif due >= t.opened_at and not opening then
          perform door.refuse('HW052', 'rung_told', 'a rung is not passed without an alert', t.id::text);
        end if;
        if opening then
          update tasks set opening_at = null where id = t.id;
        else
          update tasks set next_rung = t.next_rung + 1,
            next_rung_at = door.rung_at(t.ladder, t.parameters, t.next_rung + 1, t.due_at, t.due_on, t.exact)
            where id = t.id;
        end if;
        delete from troubles where kind = 'rung' and record = t.id::text;
      end if;
    exception when others then
      if sqlstate in ('40P01', '40001', '55P03', '57P01', '57014') or left(sqlstate, 2) in ('53', '58') then raise; end if;
      result := 'failed'; failure := sqlerrm;
    end;
    results := results || jsonb_build_object('task', r ->> 'task', 'result', result, 'error', failure);
  end loop;
  return results;
end $function$
;

CREATE OR REPLACE FUNCTION homeward.general_alert(kind text, occurrence text)
 RETURNS uuid
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
  select ('f' || substr(md5(kind || ' ' || occurrence), 2))::uuid
$function$
;

CREATE OR REPLACE FUNCTION homeward.hospital_span(at timestamp with time zone)
 RETURNS interval
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return (
  select make_interval(days => coalesce((select ("values" #>> '{P-97}')::int from parameter_sets where effective_from <= at order by version desc limit 1), 14))

);
end $function$
;

CREATE OR REPLACE FUNCTION homeward.hospital_stays(now timestamp with time zone)
 RETURNS TABLE(child uuid, institution uuid, since timestamp with time zone, due timestamp with time zone)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return query 
  select k.kid, i.id, s.since, s.since + hospital_span(now) from institutions i
    cross join lateral present_in(i.id) k (kid)
    cross join lateral (select stays_since(k.kid) as since) s
    join children c on c.id = k.kid and c.status = 'alive'
   where i.kind = 'hospital' and not i.ever_residential
     and not exists (select from authorities a where a.child = k.kid and a.institution = i.id and a.status in ('awaiting', 'inForce'))
     and not exists (select from incidents x where x.kind = 'UNAUTHORISED_PRESENCE' and x.child = k.kid and x.institution = i.id
       and (x.status <> 'resolved' or x.opened_at >= s.since + hospital_span(now)))
;
end $function$
;

CREATE OR REPLACE FUNCTION homeward.import_areas(rows jsonb)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  orphan text;
  before int := (select count(*) from areas);
begin
  insert into areas (code, level, name_km, name_en, kind_km)
  select r ->> 'code', (r ->> 'level')::smallint, r ->> 'km', r ->> 'latin', coalesce(r ->> 'kind', '') from jsonb_array_elements(rows) r
  on conflict (code) do update set name_km = excluded.name_km, name_en = excluded.name_en, kind_km = excluded.kind_km;
  select a.code into orphan from areas a where a.level > 1
    and not exists (select from areas p where p.code = left(a.code, length(a.code) - 2)) limit 1;
  if orphan is not null then perform door.refuse('HW040', 'area_parent', 'area ' || orphan || ' lies in no known area', orphan); end if;
  return (select count(*) from areas) - before;
end $function$
;

CREATE OR REPLACE FUNCTION homeward.import_institutions(payload jsonb, dry boolean DEFAULT false)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  at timestamptz := coalesce((payload ->> 'at')::timestamptz, clock_timestamp());
  policy date := (payload ->> 'policyDate')::date;
  list jsonb := payload -> 'institutions';
  errors jsonb := '[]';
  r record;
  id uuid;
  body text;
  digest text;
  done jsonb;
begin
  lock table register_imports in share row exclusive mode;
  if exists (select from register_imports) then
    perform door.refuse('HW037', 'register_imported_once', 'the register was imported already; after the policy date no institution is authorised',
      (select policy_date::text from register_imports));
  end if;
  if policy is null then perform door.refuse('HW040', 'register_policy_date', 'the import names the policy date'); end if;
  begin
    insert into register_imports (policy_date, institutions) values (policy, jsonb_array_length(list));
    for r in select value as v, ordinality as n from jsonb_array_elements(list) with ordinality loop
      id := coalesce((r.v ->> 'id')::uuid, door.kept_id());
      body := jsonb_build_object('data', r.v || jsonb_build_object('id', id))::text;
      digest := encode(sha256(convert_to(body, 'UTF8')), 'hex');
      done := homeward.write(jsonb_build_array(jsonb_build_object('checks', '[]'::jsonb, 'lines', jsonb_build_array(jsonb_build_object(
        'stream', id, 'kind', 'registry', 'at', at,
        'entry', jsonb_build_object('event', 'institution.imported', 'at', at, 'data', digest,
          'actor', jsonb_build_object('person', '00000000-0000-0000-0000-0000000000fe', 'role', 'register', 'area', ''))::text,
        'content', jsonb_build_object('digest', digest, 'compartment', 'open', 'body', body),
        'ops', jsonb_build_array(jsonb_build_object('op', 'institution.register',
          'data', r.v || jsonb_build_object('id', id, 'everAuthorised', r.v ->> 'standing' <> 'unauthorised')))))))) -> 0;
      if not (done ->> 'ok')::boolean then
        errors := errors || jsonb_build_object('row', r.n, 'code', r.v ->> 'code', 'constraint', done -> 'error' ->> 'constraint',
          'error', coalesce(done -> 'error' ->> 'message', done ->> 'conflict'));
      end if;
    end loop;
    -- a database without its first settings takes the policy date when they are seeded
    if exists (select from parameter_sets) then perform door.set_policy_date(policy, at); end if;
    if dry or jsonb_array_length(errors) > 0 then raise exception using errcode = 'HW0ZZ', message = 'rolled back'; end if;
  exception when sqlstate 'HW0ZZ' then null;
  end;
  return jsonb_build_object('imported', case when dry or jsonb_array_length(errors) > 0 then 0 else jsonb_array_length(list) end,
    'rows', jsonb_array_length(list), 'errors', errors, 'policyDate', policy);
end $function$
;

CREATE OR REPLACE FUNCTION homeward.inspected_fact(place uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return (
  select jsonb_build_object('rating', r.rating, 'openedAt', (extract(epoch from i.opened_at) * 1000)::bigint)
    from subjects s join instances i on i.id = s.instance and i.workflow = 'inspection' join inspection_ratings r on r.instance = i.id
   where s.kind = 'institution' and s.subject = place order by i.opened_at desc, i.id, r.no desc limit 1

);
end $function$
;

CREATE OR REPLACE FUNCTION homeward.inspected_provinces()
 RETURNS TABLE(area text, since timestamp with time zone)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return query 
  select left(area, 2), min(registered_at) from institutions where residential_kind(kind) and standing <> 'closed' group by 1
;
end $function$
;

CREATE OR REPLACE FUNCTION homeward.inspection_between(place uuid, first date, last date)
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return (
  select i.id from subjects s join instances i on i.id = s.instance and i.workflow = 'inspection'
    join journal j on j.stream = i.id and j.seq = 1 and j.entry::jsonb ->> 'event' = 'inspection.planned'
    left join inspection_reports r on r.instance = i.id,
    lateral (select i.state::jsonb -> 'context' as c) x
  where s.kind = 'institution' and s.subject = place and i.outcome is distinct from 'CANCELLED'
    and coalesce(r.inspected_on, (c ->> 'enteredOn')::date, (c ->> 'plannedOn')::date) between first and last
  order by r.inspected_on is null, i.opened_at limit 1

);
end $function$
;

CREATE OR REPLACE FUNCTION homeward.inspection_digest(asked uuid)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return (
  select encode(sha256(convert_to(coalesce(string_agg(id || ':' || digest, E'\n' order by id), ''), 'UTF8')), 'hex')
    from inspection_pieces where instance = asked and not late

);
end $function$
;

CREATE OR REPLACE FUNCTION homeward.inspection_elsewhere(asked uuid)
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return (
  with own as (select array(select jsonb_array_elements_text(i.state::jsonb #> '{context,team}'))::uuid[] as team, i.opened_at from instances i where i.id = asked),
  known as (
    select i.id, array(select jsonb_array_elements_text(i.state::jsonb #> '{context,team}'))::uuid[] as team
      from instances i, own where i.workflow = 'inspection' and (i.id = asked or i.changed_at >= own.opened_at)),
  spans as (
    select k.id, k.team,
      min(least((c.body::jsonb #>> '{data,at}')::timestamptz, j.at)) filter (where j.entry::jsonb ->> 'event' = 'entry.recorded') as since,
      max(least((c.body::jsonb #>> '{data,at}')::timestamptz, j.at)) as until
      from known k join journal j on j.stream = k.id and j.kind = 'event' join contents c on c.stream = j.stream and c.seq = j.seq
     where (k.id = asked or k.team && (select team from own))
       and j.entry::jsonb ->> 'event' in ('entry.recorded', 'exitMeeting.held') and c.body is not null
     group by k.id, k.team)
  select coalesce(array_agg(distinct p order by p), '{}')
    from spans mine join spans other on mine.id = asked and other.id <> asked
      and mine.since is not null and other.since is not null and mine.since < other.until and other.since < mine.until,
    unnest(mine.team) p where p = any (other.team)

);
end $function$
;

CREATE OR REPLACE FUNCTION homeward.inspection_plan_due(asked text, of_year integer, now timestamp with time zone)
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return (
  select plan_due(p.since, of_year, now) from inspected_provinces() p
   where p.area = asked and plan_due(p.since, of_year, now) < make_date(of_year + 1, 1, 1)::timestamp at time zone 'Asia/Phnom_Penh'

);
end $function$
;

CREATE OR REPLACE FUNCTION homeward.inspection_plans_lacking(from_at timestamp with time zone, until_at timestamp with time zone)
 RETURNS TABLE(area text, year integer, due timestamp with time zone)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return query 
  select p.area, y.year, d.due from inspected_provinces() p
    cross join generate_series(extract(year from from_at at time zone 'Asia/Phnom_Penh')::int, extract(year from until_at at time zone 'Asia/Phnom_Penh')::int) y (year)
    cross join lateral (select plan_due(p.since, y.year, until_at) as due) d
   where d.due <= until_at and d.due < make_date(y.year + 1, 1, 1)::timestamp at time zone 'Asia/Phnom_Penh'
     and not exists (select from inspection_plans x where x.area = p.area and x.year = y.year and x.approved_at is not null)
     and not exists (select from incidents n where n.kind = 'INSPECTION_PLAN_LACKING' and n.about = p.area || '/' || y.year)
;
end $function$
;

CREATE OR REPLACE FUNCTION homeward.inspection_seed(asked uuid, now timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  return (
    select s.sealed from inspection_seeds s join inspection_commitments c on c.id = s.commitment
     where c.id = asked and c.starts_on <= (least(now, door.latest()) at time zone 'Asia/Phnom_Penh')::date + 1
       and not exists (select from inspection_reveals r where r.commitment = c.id));
end $function$
;

CREATE OR REPLACE FUNCTION homeward.inspection_sources(asked uuid, place uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return (
  with pieces as (
    select p.* from inspection_pieces p where p.instance = asked and not exists (select from inspection_pieces s where s.supersedes = p.id and (p.late or not s.late))),
  named as (
    select distinct coalesce(c.merged_into, c.id) as id, c.id as called from pieces p join children c on p.kind = 'roll' and c.id::text = lower(p.body ->> 'child')),
  expected as (
    select a.child from authorities a where a.institution = place and a.status in ('inForce', 'suspended')
    union
    select f.child from (select distinct child from facts where institution = place and child is not null and kind in ('presence', 'arrival')) f
      where present_at(f.child) = place)
  select jsonb_build_object(
    'digest', inspection_digest(asked),
    -- the version in the package of the team, also where a newer one is in use
    'checklist', (select (state::jsonb #>> '{context,checklist}')::int from instances where id = asked),
    'pieces', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'kind', kind, 'item', item, 'body', body) order by kind, item, id), '[]') from pieces where not late),
    'late', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'kind', kind, 'item', item, 'body', body) order by kind, item, id), '[]') from pieces where late),
    'expected', (select coalesce(jsonb_agg(distinct c.id), '[]') from expected e join children k on k.id = e.child
      join children c on c.id = coalesce(k.merged_into, k.id) where c.status = 'alive'),
    'children', (select coalesce(jsonb_agg(jsonb_build_object('called', n.called, 'id', c.id, 'birth', c.birth_to, 'disability', c.disability,
        'authorised', exists (select from authorities a where a.child = c.id and a.institution = place and a.status = 'inForce'))), '[]')
      from named n join children c on c.id = n.id))

);
end $function$
;

CREATE OR REPLACE FUNCTION homeward.institution_fact(asked uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return (
  select jsonb_strip_nulls(jsonb_build_object(
    'id', i.id, 'code', i.code, 'name', i.name_en, 'kind', i.kind, 'operator', i.operator, 'operatorAgency', i.operator_agency, 'area', i.area,
    'standing', i.standing, 'authorisedCapacity', i.authorised_capacity, 'lastInspection', i.last_inspection, 'version', i.version,
    'everResidential', case when i.ever_residential and not residential_kind(i.kind) then true end,
    'neverAuthorised', case when not i.ever_authorised and i.standing <> 'authorised' and residential_kind(i.kind) then true end,
    'occupied', (select count(distinct child) from authorities where institution = i.id and status in ('awaiting', 'inForce', 'suspended')),
    'persons', (select coalesce(jsonb_agg(p order by p), '[]') from (
       select person as p from institution_people where institution = i.id and person is not null and until_at is null
       union select person from interests where institution = i.id and until_at is null) x)))
  from institutions i where i.id = asked

);
end $function$
;

CREATE OR REPLACE FUNCTION homeward.is_archived(id uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select substr(id::text, 15, 1) = '7' and exists (select from homeward.archives a where id >= a.from_id and id < a.until_id)
$function$
;

CREATE OR REPLACE FUNCTION homeward.is_home(place uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return (
  select exists (select from institutions where id = place and (residential_kind(kind) or ever_residential))

);
end $function$
;

CREATE OR REPLACE FUNCTION homeward.is_investigated(asked uuid, except_instance uuid, now timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
  return concern_among(asked || array(select siblings_of(asked, now)), except_instance);
end $function$
;

CREATE OR REPLACE FUNCTION homeward.is_tied(who uuid[], place uuid, since timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return (
  with behind as (
    select person from institution_people where institution = place and person is not null and (until_at is null or until_at > since)
    union select person from interests where institution = place and (until_at is null or until_at > since))
  select exists (select from behind b where b.person = any (who))
    or exists (select from interests k where k.kind = 'kin' and (k.until_at is null or k.until_at > since)
      and ((k.person = any (who) and k.other in (select person from behind)) or (k.other = any (who) and k.person in (select person from behind))))
    or exists (select from appointments a join institutions i on i.id = place
      where a.person = any (who) and (a.ends_at is null or a.ends_at > since)
        and (a.institution = place or a.agency = i.operator_agency
          or (i.operator = 'state' and a.role = 'provincialAdministration' and starts_with(i.area, a.area))))

);
end $function$
;

CREATE OR REPLACE FUNCTION homeward.kept_from(who uuid[], asked uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return (
  select exists (select from secrets x join subjects s on s.instance = x.instance and s.kind = 'institution'
    where x.instance = asked and x.until_at is null
      and is_tied(who, s.subject, (select min(from_at) from secrets where instance = asked)))

);
end $function$
;

CREATE OR REPLACE FUNCTION homeward.khmer_gram(key text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select coalesce(string_agg(case when n between 0 and 127 then chr(97 + n / 11) || chr(109 + n % 11)
      when c ~ '[a-z0-9]' then c else 'z' end, '' order by o), '')
  from regexp_split_to_table(coalesce(key, ''), '') with ordinality s(c, o), lateral (select ascii(c) - 6016 as n) x
  where c <> '' and not (n between 73 and 81 or n = 83)
$function$
;

CREATE OR REPLACE FUNCTION homeward.leaving_fact(kids uuid[])
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return (
  select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('child', k, 'cleared', c.cleared_at is not null, 'destination', c.destination,
      'leavesOn', (select r ->> 'leavesOn' from jsonb_array_elements(s.context -> 'children') r where r ->> 'child' = c.child::text),
      'days', d.days, 'reasoned', s.context -> 'groupDays')) order by k), '[]')
    from unnest(kids) k join census c on c.child = any (records_of(k)) join instances i on i.id = c.instance
      -- read once, however many children it has
      cross join lateral (select i.state::jsonb -> 'context' as context, records_of(k) as records offset 0) s
      -- children who go to families on a day, or went; the rows of one child by two records count once
      cross join lateral (select jsonb_agg(jsonb_build_object('on', x.day, 'children', x.children) order by x.day) as days from (
        select m.day, count(distinct coalesce((select g ->> 'kept' from jsonb_array_elements(s.context -> 'merges') g
            where g ->> 'merged' = r ->> 'child' limit 1), r ->> 'child')) as children
          from jsonb_array_elements(s.context -> 'children') r
            cross join lateral (select case when r ->> 'accounted' is null then r ->> 'leavesOn' else r ->> 'leftOn' end as day) m
         where m.day is not null and coalesce(r ->> 'accounted', r ->> 'destination') in ('home', 'kin', 'foster')
           and (r ->> 'child')::uuid <> all (s.records)
         group by m.day) x) d
   where i.status = 'open' and c.accounted is null and i.phase not like '%steps.surveillance%'
  );
end $function$
;

CREATE OR REPLACE FUNCTION homeward.left_before_order(at timestamp with time zone)
 RETURNS interval
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return (
  select make_interval(days => coalesce((select ("values" -> 'P-88')::int from parameter_sets where effective_from <= at order by version desc limit 1), 30))

);
end $function$
;

CREATE OR REPLACE FUNCTION homeward.left_from(place uuid, ordered timestamp with time zone)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return query 
  with moves as (
    select coalesce(c.merged_into, c.id) as kid, f.kind, f.institution, f.at, f.recorded_at, f.seq,
           coalesce(lead(f.at) over w, 'infinity') as till, lead(f.kind) over w is null as is_last
      from facts f join children c on c.id = f.child
     where (f.kind in ('presence', 'arrival') and f.institution is not null or f.kind in ('departure', 'placedInFamily', 'death', 'missing'))
       and not exists (select from facts o where o.corrects = f.id)
       and coalesce(c.merged_into, c.id) in (select coalesce(k.merged_into, k.id) from facts h join children k on k.id = h.child
         where h.institution = place and h.kind in ('presence', 'arrival'))
    window w as (partition by coalesce(c.merged_into, c.id) order by f.at, f.recorded_at, f.seq))
  select distinct m.kid from moves m join moves l on l.kid = m.kid and l.is_last
   where m.institution = place and m.kind in ('presence', 'arrival') and m.at <= ordered and m.till > ordered - left_before_order(ordered)
     and (l.kind in ('departure', 'death', 'missing')
       or l.kind in ('presence', 'arrival') and l.institution <> place and is_home(l.institution)
         and not exists (select from authorities a where a.child = l.kid and a.institution = l.institution and a.status in ('awaiting', 'inForce')))
;
end $function$
;

CREATE OR REPLACE FUNCTION homeward.level_of_role(role text)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ select case when role = 'village' then 8 when role = 'commune' then 6 when role in ('dsw', 'districtSupervisor', 'ngoCaseworker') then 4
       when role in ('mosvy', 'administrator') then 0 else 2 end $function$
;

CREATE OR REPLACE FUNCTION homeward.line_hash(previous bytea, stream uuid, seq integer, entry text)
 RETURNS bytea
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ select sha256(previous || convert_to(stream::text || ':' || seq || ':' || entry, 'UTF8')) $function$
;

CREATE OR REPLACE FUNCTION homeward.lost_before(place uuid, except_instance uuid)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return query 
  select distinct k.id from census c join children m on m.id = c.child join children k on k.id = coalesce(m.merged_into, m.id)
   where c.institution = place and c.instance is distinct from except_instance and c.lost and k.status = 'alive'
     and not exists (select from facts f where f.child = any (records_of(k.id)) and f.at > c.sealed_at
                      and f.kind in ('presence', 'arrival', 'departure', 'placedInFamily', 'death'))
;
end $function$
;

CREATE OR REPLACE FUNCTION homeward.make_anchor(of_day date)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  n bigint;
  last anchors;
begin
  perform pg_advisory_xact_lock(hashtext('homeward.anchor'));
  select * into last from anchors order by day desc limit 1;
  if last.day >= of_day then
    return 0;
  end if;
  insert into anchor_heads
    select of_day, h.id, h.seq, h.head
      from (select id, seq, head from instances union all select id, seq, head from streams) h
      left join lateral (select a.seq from anchor_heads a where a.stream = h.id order by a.day desc limit 1) a on true
     where a.seq is distinct from h.seq
       and (last.day is null or h.id = any (array(select distinct j.stream from journal j where j.recorded_at >= last.made_at - interval '1 day')));
  get diagnostics n = row_count;
  insert into anchors (day, heads, root) values (of_day, n, anchor_root(of_day, last.root));
  return n;
end $function$
;

CREATE OR REPLACE FUNCTION homeward.merged_unseen(asked uuid)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return query 
  select c.child from census c
   where c.instance = asked and c.accounted is distinct from 'died' and exists (
     select from merges m where m.status = 'approved' and m.merged = any (records_of(c.child)) and m.decided_at > c.sealed_at
       and (c.verified_at is null or c.verified_at <= m.decided_at))
;
end $function$
;

CREATE OR REPLACE FUNCTION homeward.metres_between(lat1 double precision, lon1 double precision, lat2 double precision, lon2 double precision)
 RETURNS double precision
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select case when num_nulls(lat1, lon1, lat2, lon2) = 0 then 2 * 6371000 * asin(least(1, sqrt(sin(radians(lat2 - lat1) / 2) ^ 2
    + cos(radians(lat1)) * cos(radians(lat2)) * sin(radians(lon2 - lon1) / 2) ^ 2))) end
$function$
;

CREATE OR REPLACE FUNCTION homeward.network_of(place uuid)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return query 
  with recursive tied(id) as (
    select place union
    select case when m.watched = t.id then m.found else m.watched end from tied t
      join watch_matches m on m.status = 'confirmed' and t.id in (m.watched, m.found))
  select id from tied
;
end $function$
;

CREATE OR REPLACE FUNCTION homeward.open_years(until integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'homeward', 'pg_temp'
 SET lock_timeout TO '5s'
AS $function$
declare
  this constant int := extract(year from clock_timestamp() at time zone 'Asia/Phnom_Penh')::int;
  first int;
  p record;
  part text;
  made int := 0;
begin
  if until > this + 2 then
    perform door.refuse('HW080', 'years_ahead', 'no year is opened more than two years ahead', until::text);
  end if;
  select coalesce(max(y), this - 2) + 1 into first from door.years() y;
  if first > until then return 0; end if;
  perform pg_advisory_xact_lock(hashtext('homeward.years'));
  -- another process may have been quicker
  select coalesce(max(y), this - 2) + 1 into first from door.years() y;
  for y in first..until loop
    for p in select * from door.parted() loop
      part := p.name || '_' || y;
      execute format('create table %I (like %I including defaults including constraints including generated including indexes including storage including comments)',
        part, p.name);
      perform door.attach(p.name, p.by_column, part, door.bound(y), door.bound(y + 1));
      made := made + 1;
    end loop;
  end loop;
  return made;
end $function$
;

CREATE OR REPLACE FUNCTION homeward.panel_fact(members uuid[], place text, since timestamp with time zone, till timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return (
  select coalesce(jsonb_agg(jsonb_build_object('person', p.id,
    'seats', (select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('role', a.role, 'agency', a.agency)) order by a.starts_at, a.id), '[]')
       from appointments a where a.person = p.id and starts_with(place, a.area) and a.starts_at < till and (a.ends_at is null or a.ends_at > since)),
    'institutions', (select coalesce(jsonb_agg(i order by i), '[]') from (
       select institution as i from interests where person = p.id and institution is not null and until_at is null
       union select institution from institution_people where person = p.id and until_at is null) x),
    'persons', (select coalesce(jsonb_agg(o order by o), '[]') from (
       select other as o from interests where person = p.id and other is not null and until_at is null
       union select person from interests where other = p.id and until_at is null) x)) order by p.id), '[]')
  from people p where p.id = any (members)

);
end $function$
;

CREATE OR REPLACE FUNCTION homeward.phone_key(phone text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select case when length(d) < 6 then '' else '0' || regexp_replace(regexp_replace(d, '^(00)?855', ''), '^0+', '') end
  from (select regexp_replace(translate(coalesce(phone, ''), '០១២៣៤៥៦៧៨៩', '0123456789'), '[^0-9]', '', 'g') as d) x
$function$
;

CREATE OR REPLACE FUNCTION homeward.photos_awaited(asked uuid)
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return (
  select coalesce(array_agg(w.id order by w.id), '{}') from (
    select p.id from inspection_pieces p where p.instance = asked and p.kind = 'photo' and not p.late
      and not exists (select from inspection_pieces s where s.supersedes = p.id and not s.late)
    union select u.id from uploads u where u.instance = asked) w
  where not exists (select from attachments a where a.id = w.id)

);
end $function$
;

CREATE OR REPLACE FUNCTION homeward.plan_due(first timestamp with time zone, of_year integer, now timestamp with time zone)
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return (
  select (greatest(make_date(of_year, 1, 1), (first at time zone 'Asia/Phnom_Penh')::date)
    + coalesce((select ("values" ->> 'P-89')::int from parameter_sets where effective_from <= now order by version desc limit 1), 15))::timestamp
    at time zone 'Asia/Phnom_Penh'

);
end $function$
;

CREATE OR REPLACE FUNCTION homeward.present_at(kid uuid)
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
#variable_conflict use_column
begin
  return (
    select case when kind in ('presence', 'arrival') then institution end from (
      select f.kind, f.institution from facts f
       where f.child = any (array(select id from children where id = kid union all select id from children where merged_into = kid))
         and (f.kind in ('presence', 'arrival') and f.institution is not null or f.kind in ('departure', 'placedInFamily', 'death'))
         and not exists (select from facts c where c.corrects = f.id)
       order by f.at desc, f.recorded_at desc, f.seq desc limit 1) last);
end $function$
;

CREATE OR REPLACE FUNCTION homeward.present_in(place uuid)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return query 
  select distinct kid from (
    select coalesce(c.merged_into, c.id) as kid from facts f join children c on c.id = f.child
     where f.institution = place and f.kind in ('presence', 'arrival')) came
   where homeward.present_at(kid) = place
;
end $function$
;

CREATE OR REPLACE FUNCTION homeward.probably_same(grams text[], latins text[], born_from date, born_to date, their_sex text, their_village text)
 RETURNS TABLE(child uuid, score real)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return query
  with near as materialized (
    select n.child, similarity(n.km_gram, g) as score from unnest(grams) g join child_names n on n.km_gram % g where g <> ''
    union all
    select n.child, similarity(n.latin_key, l) from unnest(latins) l join child_names n on n.latin_key % l where l <> ''),
  -- one row of each child, found by its key: nothing is guessed of how many there are
  nearest as materialized (select n.child, max(n.score) as score from near n group by n.child)
  select n.child, n.score from nearest n cross join lateral (select * from children k where k.id = n.child offset 0) c
   where (c.sex = their_sex or 'unknown' in (c.sex, their_sex))
     and (n.score >= 0.65 and c.birth_from <= born_to + 31 and c.birth_to >= born_from - 31
       or n.score >= 0.5 and left(c.village, 6) = left(their_village, 6) and c.birth_from <= born_to + 366 and c.birth_to >= born_from - 366);
end $function$
;

CREATE OR REPLACE FUNCTION homeward.raise_alert(data jsonb)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  a uuid;
begin
  insert into alerts (about, kind, instance, rung, occurrence, area, to_roles, text_en, text_km, due_at, fired_at)
  values (coalesce((data ->> 'instance')::uuid, general_alert(data ->> 'kind', coalesce(data ->> 'occurrence', ''))), data ->> 'kind', (data ->> 'instance')::uuid, '', coalesce(data ->> 'occurrence', ''), coalesce(data ->> 'area', ''),
          array(select jsonb_array_elements_text(data -> 'to')), data ->> 'en', data ->> 'km',
          (data ->> 'at')::timestamptz, (data ->> 'at')::timestamptz)
  on conflict do nothing returning id into a;
  return a;
end $function$
;

CREATE OR REPLACE FUNCTION homeward.raise_digests(batch jsonb)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  d jsonb;
  a uuid;
  subject uuid;
  made int := 0;
begin
  for d in select * from jsonb_array_elements(batch) loop
    subject := general_alert('digest', d ->> 'occurrence');
    insert into alerts (about, kind, rung, occurrence, area, to_roles, text_en, text_km, details, due_at, fired_at)
    values (subject, 'digest', 'digest', d ->> 'occurrence', d ->> 'area', array[d ->> 'role'], d -> 'text' ->> 'en', d -> 'text' ->> 'km', d -> 'details',
            (d ->> 'due')::timestamptz, (d ->> 'at')::timestamptz)
    on conflict do nothing returning id into a;
    if a is not null then
      perform door.address(subject, a, (d ->> 'at')::timestamptz, d);
      made := made + 1;
    end if;
  end loop;
  return made;
end $function$
;

CREATE OR REPLACE FUNCTION homeward.record_draw(asked uuid, n integer, place uuid, on_date date, opened uuid, now timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  if not exists (select from inspection_commitments c where c.id = asked and c.starts_on <= on_date and c.ends_on >= on_date
      and (c.inputs ->> 'draws')::int >= n and c.inputs -> 'eligible' @> jsonb_build_array(jsonb_build_object('institution', place))) then
    perform door.refuse('HW096', 'inspection_draw', 'the draw is none of its quarter');
  end if;
  insert into inspection_draws values (asked, n, place, on_date, opened, case when opened is null then 'closed' else 'opened' end, now)
    on conflict (commitment, counter) do nothing;
end $function$
;

CREATE OR REPLACE FUNCTION homeward.records_of(kid uuid)
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
declare
  kept uuid := (select coalesce(merged_into, id) from children where id = kid);
begin
  return case when kept is not null then kept || array(select id from children where merged_into = kept) end;
end $function$
;

CREATE OR REPLACE FUNCTION homeward.registry_facts(requests jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
#variable_conflict use_column
declare
  v jsonb;
  want jsonb;
  inst uuid; place uuid; moment timestamptz; kids uuid[]; who uuid[]; members uuid[];
  about_kids boolean; about_place boolean;
  of_kids jsonb; emergencies jsonb; origin jsonb; interested jsonb; panel jsonb; checks jsonb; strangers jsonb;
  answers jsonb[] := '{}';
begin
  for v in select value from jsonb_array_elements(requests) loop
    want := v -> 'want';
    inst := (v ->> 'instance')::uuid;
    place := (v ->> 'institution')::uuid;
    moment := (v ->> 'now')::timestamptz;
    kids := array(select k::uuid from jsonb_array_elements_text(v -> 'children') k);
    about_kids := want ?| '{children,earlierRequests,origin}';
    about_place := place is not null and want ?| '{institution,emergencies,origin}';
    of_kids := null; emergencies := null; origin := null; interested := null; panel := null; checks := '[]'; strangers := '[]';
    if want ? 'children' then
      of_kids := (select coalesce(jsonb_agg(f order by ord), '[]') from (
        select ord, child_fact(k, v ->> 'workflow', inst, moment) as f from unnest(kids) with ordinality x(k, ord) offset 0) y where f is not null);
    end if;
    if want ? 'emergencies' and place is not null then
      emergencies := jsonb_build_object('sameReferrerSameFacility', (
        select count(distinct a.instance) from authorities a join journal j on j.stream = a.instance and j.seq = 1
         where a.institution = place and a.kind = 'emergency' and a.granted_at > moment - interval '90 days' and a.granted_at <= moment
           and a.instance is distinct from inst
           and j.entry::jsonb -> 'actor' ->> 'person' = coalesce((select o.entry::jsonb -> 'actor' ->> 'person' from journal o where o.stream = inst and o.seq = 1),
                                                                v -> 'persons' ->> 0)));
    end if;
    if want ? 'origin' and place is not null then
      origin := (
        select jsonb_build_object('total', count(*), 'sameVillage', count(*) filter (where came.village in (
                 select village from children where id = any (kids) and village is not null)))
          from (select c.id, c.village from children c where c.id in (
            select a.child from authorities a where a.institution = place and a.kind in ('residential', 'emergency', 'interim')
              and a.status <> 'void' and a.granted_at > moment - interval '365 days' and a.granted_at <= moment
            union select f.child from facts f where f.institution = place and f.kind = 'arrival' and f.at > moment - interval '365 days' and f.at <= moment
              and not exists (select from facts x where x.corrects = f.id))) came);
    end if;
    if want ? 'interests' then
      who := array(select p::uuid from jsonb_array_elements_text(v -> 'persons') p);
      interested := jsonb_build_object(
        'institutions', (select coalesce(jsonb_agg(i order by i), '[]') from (
           select institution as i from interests where person = any (who) and institution is not null and until_at is null
           union select institution from institution_people where person = any (who) and until_at is null) x),
        'persons', (select coalesce(jsonb_agg(p order by p), '[]') from (
           select other as p from interests where person = any (who) and other is not null and until_at is null
           union select person from interests where other = any (who) and until_at is null) x));
    end if;
    if about_kids and cardinality(kids) > 0 then
      checks := (select coalesce(jsonb_agg(distinct jsonb_build_object('table', 'children', 'id', c.id, 'version', c.version)), '[]')
        from children a join children c on c.id = coalesce(a.merged_into, a.id) where a.id = any (kids));
      strangers := (select coalesce(jsonb_agg(ord - 1 order by ord), '[]') from unnest(kids) with ordinality x(k, ord)
        where not exists (select from children where id = k));
    end if;
    if about_place then
      checks := checks || coalesce((select jsonb_build_object('table', 'institutions', 'id', i.id, 'version', i.version) from institutions i where i.id = place), '[]');
    end if;
    if want ? 'panel' then
      members := array(select m::uuid from jsonb_array_elements_text(v -> 'panel' -> 'members') m);
      panel := panel_fact(members, (select area from instances where id = inst), (v -> 'panel' ->> 'from')::timestamptz, (v -> 'panel' ->> 'until')::timestamptz);
      checks := checks || (select coalesce(jsonb_agg(jsonb_build_object('table', 'people', 'id', p.id, 'version', p.version)), '[]') from people p where p.id = any (members));
    end if;
    answers := answers || jsonb_build_object(
      'facts', jsonb_strip_nulls(jsonb_build_object(
        'children', of_kids,
        'institution', case when want ? 'institution' then institution_fact(place) end,
        'earlierRequests', case when want ? 'earlierRequests' then earlier_requests(kids, inst, moment) end,
        'emergencies', emergencies, 'origin', origin, 'interests', interested, 'panel', panel)),
      'checks', checks,
      'unknown', jsonb_build_object('children', strangers,
        'institution', about_place and not exists (select from institutions where id = place)));
  end loop;
  return to_jsonb(answers);
end $function$
;

CREATE OR REPLACE FUNCTION homeward.residential_kind(kind text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ select kind in ('rci', 'transitHome', 'groupHome', 'pagoda', 'boardingSchool') $function$
;

CREATE OR REPLACE FUNCTION homeward.revoke_documents(of_instance uuid, of_seq integer, of_document text, line integer, why text)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  happened timestamptz;
  revoked int;
begin
  select at into happened from journal where stream = of_instance and seq = line and seq > of_seq and version is not null;
  if happened is null then
    perform door.refuse('HW063', 'document_revoked_by_line', 'only a later line of its journal takes the force from a document');
  end if;
  update documents set revoked_at = happened, revoked_seq = line, reason = why
    where instance = of_instance and seq = of_seq and document = of_document and revoked_at is null;
  get diagnostics revoked = row_count;
  return revoked;
end $function$
;

CREATE OR REPLACE FUNCTION homeward.rungs_untold()
 RETURNS TABLE(task uuid, instance uuid, rung text)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
  return query select t.id, t.instance, s.ladders -> t.ladder -> n ->> 'rung'
    from tasks t join parameter_sets s on s.version = t.parameters cross join lateral generate_series(0, t.next_rung - 1) n
    cross join lateral (select (s.ladders -> t.ladder -> n ->> 'days')::int as days) d
   where t.closed_at is null and t.next_rung > 0
     and case when t.exact then t.due_at + make_interval(hours => 24 * d.days) else (t.due_on + d.days)::timestamp at time zone 'Asia/Phnom_Penh' end >= t.opened_at
     and not exists (select from alerts a where a.about = coalesce(t.instance, t.incident, t.id) and a.task = t.id and a.rung = s.ladders -> t.ladder -> n ->> 'rung')
   order by 1, 3;
end $function$
;

CREATE OR REPLACE FUNCTION homeward.siblings_in_care(asked uuid, now timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return (
  select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('id', s.id, 'home', w.home -> 'area', 'placedOn', w.placement -> 'on', 'ready', w.ready)) order by s.id)
    from siblings_of(asked, now) s(id)
    left join lateral (
      select i.id, x.context -> 'home' as home, x.context -> 'placement' as placement, case when i.phase ~ 'way\.preparation( |$)' then true end as ready
        from subjects b join instances i on i.id = b.instance cross join lateral (select i.state::jsonb -> 'context' as context) x
       where b.kind = 'child' and b.subject = s.id and i.workflow = 'family-reintegration' and i.status = 'open' order by i.opened_at, i.id limit 1) w on true
   where w.id is not null or present_at(s.id) is not null
      or exists (select from authorities a where a.child = s.id and a.kind in ('residential', 'emergency', 'interim') and a.status in ('awaiting', 'inForce', 'suspended'))

);
end $function$
;

CREATE OR REPLACE FUNCTION homeward.siblings_of(asked uuid, now timestamp with time zone)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return query 
  select s.id from sibling_members me join sibling_members m using (sibling_group) join children s on s.id = m.child
   where me.child = asked and m.child <> asked and s.status = 'alive' and s.merged_into is null
     and birthday(s.birth_to, 18) > (now at time zone 'Asia/Phnom_Penh')::date
;
end $function$
;

CREATE OR REPLACE FUNCTION homeward.stays_since(kid uuid)
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return (
  with told as (
    select f.kind, f.institution, f.at, f.recorded_at, f.seq from facts f
     where f.child in (select id from children where id = kid or merged_into = kid)
       and (f.kind in ('presence', 'arrival') and f.institution is not null or f.kind in ('departure', 'placedInFamily', 'death'))
       and not exists (select from facts c where c.corrects = f.id)),
  here as (select present_at(kid) as place),
  away as (
    select max(at) as at from told, here where not (kind in ('presence', 'arrival') and institution is not distinct from here.place))
  select min(t.at) from told t, here, away
   where t.kind in ('presence', 'arrival') and t.institution = here.place and (away.at is null or t.at >= away.at)

);
end $function$
;

CREATE OR REPLACE FUNCTION homeward.take_part(asked uuid, start integer, size integer, sealed text)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  have int;
begin
  perform from uploads u where u.id = asked for update;
  select coalesce(sum(p.size), 0) into have from upload_parts p where p.upload = asked;
  if start <> have then return have; end if;
  insert into upload_parts (upload, start, size, sealed) values (asked, start, size, sealed);
  return have + size;
end $function$
;

CREATE OR REPLACE FUNCTION homeward.unnamed_in(place uuid, asked uuid, ordered timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
  return (
    select coalesce(max(x.many), 0)::int from (
      select n.opened_at as at, 1 as many from incidents n
       where n.institution = place and n.kind in ('UNKNOWN_CHILD_PRESENT', 'ADMISSION_AFTER_ORDER')
         and (n.status <> 'resolved' or n.opened_at > ordered - left_before_order(ordered))
         and (n.child is null or not exists (select from census c where c.instance = asked and c.child = any (records_of(n.child))))
      union all
      select r.submitted_at, (
          select count(*) from inspection_pieces p where p.instance = r.instance and p.kind = 'roll' and p.body ->> 'child' is null
             and p.body ->> 'standing' = 'unauthorisedPresent' and not exists (select from inspection_pieces s where s.supersedes = p.id and (p.late or not s.late)))
        from subjects s join inspection_reports r on r.instance = s.instance
       where s.kind = 'institution' and s.subject = place and r.submitted_at > ordered - left_before_order(ordered)) x
     where x.many > 0 and not unnamed_settled(asked, x.at));
end $function$
;

CREATE OR REPLACE FUNCTION homeward.unnamed_settled(asked uuid, since timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
  return exists (
    select from journal c join journal e on e.stream = c.stream and e.kind = 'event' and e.version is not null and e.version < c.version
       and e.at >= since and e.entry::jsonb ->> 'event' = 'unnamed.explained'
     where c.stream = asked and c.kind = 'event' and c.version is not null and c.entry::jsonb ->> 'event' = 'unnamed.confirmed'
       and not array_remove(array[c.entry::jsonb #>> '{actor,person}', c.entry::jsonb #>> '{actor,actingFor}'], null)
             && array_remove(array[e.entry::jsonb #>> '{actor,person}', e.entry::jsonb #>> '{actor,actingFor}'], null));
end $function$
;

CREATE OR REPLACE FUNCTION homeward.watch_kept_from(who uuid[], asked uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return exists (select from watch_matches m, unnest(array[m.watched, m.found]) place
  where m.id = asked
    and is_tied(who, place, least(m.opened_at, (select min(w.from_at) from watches w where w.institution = m.watched))));
end $function$
;

CREATE OR REPLACE FUNCTION homeward.watch_runs(w homeward.watches, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
  select w.until_at > at or exists (select from institutions n where n.id = w.institution and n.standing = 'frozen')
$function$
;

CREATE OR REPLACE FUNCTION homeward.workload_fact(workers uuid[], except_instance uuid, now timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return (
  select coalesce(jsonb_agg(jsonb_build_object('worker', p.id,
    'open', (select count(distinct t.instance) from tasks t where t.assignee = p.id and t.closed_at is null and t.instance is distinct from except_instance
       and not exists (select from secrets x where x.instance = t.instance and x.until_at is null)),
    'visitsNext30', (select count(*) from visits v where v.assignee = p.id and v.status = 'planned' and v.due_at < now + interval '30 days'
       and v.instance is distinct from except_instance and not exists (select from secrets x where x.instance = v.instance and x.until_at is null)),
    'areas', (select coalesce(jsonb_agg(distinct a.area order by a.area), '[]') from appointments a
       where a.person = p.id and a.role in ('dsw', 'ngoCaseworker') and a.starts_at <= now and (a.ends_at is null or a.ends_at > now))) order by p.id), '[]')
  from people p where p.id = any (workers)

);
end $function$
;

CREATE OR REPLACE FUNCTION homeward.write(units jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  u jsonb;
  outcomes jsonb := '[]';
  outcome jsonb;
  ids uuid[];
  once boolean;
  state text; con text; msg text; det text;
begin
  select array_agg(distinct id), count(*) = count(distinct id) into ids, once
    from (select (l ->> 'stream')::uuid as id from jsonb_array_elements(units) x, jsonb_array_elements(x -> 'lines') l) s;
  perform 1 from instances where id = any(ids) order by id for no key update;
  perform 1 from streams where id = any(ids) order by id for no key update;
  if jsonb_path_exists(units, '$[*].checks[*]') then
    perform door.lock_registry(array(select distinct (c ->> 'table') || ':' || (c ->> 'id')
      from jsonb_array_elements(units) x, jsonb_array_elements(x -> 'checks') c order by 1));
  end if;

  if once then
    begin
      return door.write_units(units);
    exception when others then
      -- deadlocks and lost connections concern the whole batch
      if sqlstate in ('40P01', '40001', '55P03', '57P01', '57014') or left(sqlstate, 2) in ('53', '58') then raise; end if;
    end;
  end if;

  -- one of them was refused, or names a stream twice: each on its own, so that it does not fail its neighbours
  for u in select * from jsonb_array_elements(units) loop
    begin
      if (select count(*) = count(distinct l ->> 'stream') from jsonb_array_elements(u -> 'lines') l) then
        outcome := door.write_units(jsonb_build_array(u)) -> 0;
      else
        outcome := door.write_in_turn(u);
      end if;
    exception when others then
      get stacked diagnostics state = returned_sqlstate, con = constraint_name, msg = message_text, det = pg_exception_detail;
      if state in ('40P01', '40001', '55P03', '57P01', '57014') or left(state, 2) in ('53', '58') then raise; end if;
      if state = '23505' and con = 'journal_key' then
        outcome := jsonb_build_object('ok', false, 'conflict', 'key');
      elsif state = '23505' and con ~ '^(instances|streams|journal(_[a-z0-9]+)?)_pkey$' then
        outcome := jsonb_build_object('ok', false, 'conflict', 'instance', 'id', '');
      else
        outcome := jsonb_build_object('ok', false, 'error', jsonb_build_object('state', state, 'constraint', con, 'message', msg, 'detail', det));
      end if;
    end;
    outcomes := outcomes || outcome;
  end loop;
  return outcomes;
end $function$
;

CREATE OR REPLACE FUNCTION homeward.years_lacking()
 RETURNS TABLE(what text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  p record;
  n bigint;
  next constant int := extract(year from clock_timestamp() at time zone 'Asia/Phnom_Penh')::int + 1;
begin
  for p in select * from door.parted() loop
    if to_regclass(format('homeward.%I', p.name || '_' || next)) is null then
      what := format('the partition of %s for %s is missing', p.name, next);
      return next;
    end if;
    execute format('select count(*) from (select from %I where door.is_dated(%I) limit 1000) x', p.name || '_default', p.by_column) into n;
    if n > 0 then
      what := format('%s holds %s%s rows of cases, which belong into the partition of a year', p.name || '_default', n, case when n = 1000 then ' or more' else '' end);
      return next;
    end if;
  end loop;
end $function$
;

-- triggers

CREATE TRIGGER adoption_cases_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON homeward.adoption_cases FOR EACH STATEMENT EXECUTE FUNCTION door.never_change();
CREATE TRIGGER adoptions_append_only BEFORE DELETE OR UPDATE ON homeward.adoptions FOR EACH ROW EXECUTE FUNCTION door.adoption_keeps();
CREATE TRIGGER adoptions_never_emptied BEFORE TRUNCATE ON homeward.adoptions FOR EACH STATEMENT EXECUTE FUNCTION door.never_change();
CREATE TRIGGER alerts_placed BEFORE INSERT ON homeward.alerts FOR EACH ROW WHEN ((new.instance IS NOT NULL)) EXECUTE FUNCTION door.place_case();
CREATE TRIGGER anchor_heads_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON homeward.anchor_heads FOR EACH STATEMENT EXECUTE FUNCTION door.never_change();
CREATE TRIGGER anchors_ahead BEFORE INSERT ON homeward.anchors FOR EACH ROW EXECUTE FUNCTION door.guard_anchor();
CREATE TRIGGER anchors_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON homeward.anchors FOR EACH STATEMENT EXECUTE FUNCTION door.never_change();
CREATE TRIGGER appointments_touch AFTER INSERT OR UPDATE ON homeward.appointments FOR EACH ROW EXECUTE FUNCTION door.touch_person();
CREATE TRIGGER attachment_contents_append_only BEFORE DELETE OR UPDATE ON homeward.attachment_contents FOR EACH ROW EXECUTE FUNCTION door.attachment_content_keeps();
CREATE TRIGGER attachment_contents_never_emptied BEFORE TRUNCATE ON homeward.attachment_contents FOR EACH STATEMENT EXECUTE FUNCTION door.never_change();
CREATE CONSTRAINT TRIGGER attachment_of_line AFTER INSERT OR UPDATE OF instance, seq ON homeward.attachments NOT DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION door.line_exists('instance', 'seq');
CREATE TRIGGER attachments_append_only BEFORE DELETE OR UPDATE ON homeward.attachments FOR EACH ROW EXECUTE FUNCTION door.attachment_keeps();
CREATE TRIGGER attachments_never_emptied BEFORE TRUNCATE ON homeward.attachments FOR EACH STATEMENT EXECUTE FUNCTION door.never_change();
CREATE TRIGGER authority_guard BEFORE INSERT OR UPDATE ON homeward.authorities FOR EACH ROW EXECUTE FUNCTION door.guard_authority();
CREATE CONSTRAINT TRIGGER authority_has_decision AFTER INSERT OR UPDATE OF instance, seq ON homeward.authorities NOT DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION door.line_exists('instance', 'seq');
CREATE TRIGGER authority_terms BEFORE INSERT ON homeward.authorities FOR EACH ROW EXECUTE FUNCTION door.guard_authority_terms();
CREATE TRIGGER registry_kept BEFORE DELETE OR TRUNCATE ON homeward.authorities FOR EACH STATEMENT EXECUTE FUNCTION door.keep();
CREATE TRIGGER decided_guard BEFORE UPDATE ON homeward.birth_corrections FOR EACH ROW EXECUTE FUNCTION door.guard_decided();
CREATE TRIGGER registry_kept BEFORE DELETE OR TRUNCATE ON homeward.birth_corrections FOR EACH STATEMENT EXECUTE FUNCTION door.keep();
CREATE TRIGGER calendars_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON homeward.calendars FOR EACH STATEMENT EXECUTE FUNCTION door.never_change();
CREATE TRIGGER census_guard BEFORE INSERT OR DELETE OR UPDATE ON homeward.census FOR EACH ROW EXECUTE FUNCTION door.guard_census();
CREATE TRIGGER census_watched AFTER INSERT ON homeward.census FOR EACH ROW EXECUTE FUNCTION door.watch_counted();
CREATE TRIGGER census_whole BEFORE TRUNCATE ON homeward.census FOR EACH STATEMENT EXECUTE FUNCTION door.never_change();
CREATE TRIGGER census_seals_whole BEFORE DELETE OR UPDATE OR TRUNCATE ON homeward.census_seals FOR EACH STATEMENT EXECUTE FUNCTION door.append_only();
CREATE TRIGGER child_guard BEFORE UPDATE ON homeward.children FOR EACH ROW EXECUTE FUNCTION door.guard_child();
CREATE TRIGGER registry_kept BEFORE DELETE OR TRUNCATE ON homeward.children FOR EACH STATEMENT EXECUTE FUNCTION door.keep();
CREATE TRIGGER corrections_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON homeward.corrections FOR EACH STATEMENT EXECUTE FUNCTION door.never_change();
CREATE CONSTRAINT TRIGGER corrections_line AFTER INSERT OR UPDATE OF stream, line ON homeward.corrections NOT DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION door.line_exists('stream', 'line');
CREATE CONSTRAINT TRIGGER corrections_said AFTER INSERT OR UPDATE OF stream, seq ON homeward.corrections NOT DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION door.line_exists('stream', 'seq');
CREATE CONSTRAINT TRIGGER deliveries_alert_fkey AFTER INSERT OR UPDATE OF about, alert ON homeward.deliveries NOT DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION door.alert_exists();
CREATE CONSTRAINT TRIGGER document_of_line AFTER INSERT OR UPDATE OF instance, seq ON homeward.documents NOT DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION door.line_exists('instance', 'seq');
CREATE TRIGGER documents_append_only BEFORE DELETE OR UPDATE ON homeward.documents FOR EACH ROW EXECUTE FUNCTION door.document_keeps();
CREATE TRIGGER documents_guarded BEFORE INSERT ON homeward.documents FOR EACH ROW EXECUTE FUNCTION door.guard_document();
CREATE TRIGGER documents_never_emptied BEFORE TRUNCATE ON homeward.documents FOR EACH STATEMENT EXECUTE FUNCTION door.never_change();
CREATE TRIGGER facts_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON homeward.facts FOR EACH STATEMENT EXECUTE FUNCTION door.append_only();
CREATE TRIGGER facts_watched AFTER INSERT ON homeward.facts FOR EACH ROW WHEN (((new.child IS NOT NULL) AND (new.institution IS NOT NULL) AND (new.kind = ANY (ARRAY['presence'::text, 'arrival'::text])))) EXECUTE FUNCTION door.match_child();
CREATE TRIGGER holidays_append_only BEFORE DELETE OR UPDATE ON homeward.holidays FOR EACH ROW EXECUTE FUNCTION door.holiday_keeps();
CREATE TRIGGER incidents_inspection BEFORE UPDATE OF status ON homeward.incidents FOR EACH ROW WHEN (((new.kind = 'INSPECTION_MISSED'::text) AND (new.status = 'resolved'::text))) EXECUTE FUNCTION door.guard_missed_inspection();
CREATE TRIGGER incidents_inspection_plan BEFORE UPDATE OF status ON homeward.incidents FOR EACH ROW WHEN (((new.kind = 'INSPECTION_PLAN_LACKING'::text) AND (new.status = 'resolved'::text))) EXECUTE FUNCTION door.guard_plan_lacking();
CREATE TRIGGER incidents_unnamed BEFORE UPDATE OF status ON homeward.incidents FOR EACH ROW WHEN (((new.kind = ANY (ARRAY['UNKNOWN_CHILD_PRESENT'::text, 'ADMISSION_AFTER_ORDER'::text])) AND (new.child IS NULL) AND (new.status = 'resolved'::text) AND (old.status <> 'resolved'::text))) EXECUTE FUNCTION door.guard_unnamed();
CREATE TRIGGER incidents_watch BEFORE UPDATE OF status ON homeward.incidents FOR EACH ROW WHEN (((new.kind = 'WATCH_MATCH'::text) AND (new.status = 'resolved'::text))) EXECUTE FUNCTION door.guard_watch_incident();
CREATE TRIGGER registry_kept BEFORE DELETE OR TRUNCATE ON homeward.incidents FOR EACH STATEMENT EXECUTE FUNCTION door.keep();
CREATE TRIGGER inspection_commitments_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON homeward.inspection_commitments FOR EACH STATEMENT EXECUTE FUNCTION door.append_only();
CREATE TRIGGER inspection_draws_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON homeward.inspection_draws FOR EACH STATEMENT EXECUTE FUNCTION door.append_only();
CREATE TRIGGER inspection_misses_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON homeward.inspection_misses FOR EACH STATEMENT EXECUTE FUNCTION door.append_only();
CREATE TRIGGER inspection_piece_guard BEFORE INSERT ON homeward.inspection_pieces FOR EACH ROW EXECUTE FUNCTION door.guard_piece();
CREATE TRIGGER inspection_pieces_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON homeward.inspection_pieces FOR EACH STATEMENT EXECUTE FUNCTION door.append_only();
CREATE TRIGGER inspection_plan_entries_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON homeward.inspection_plan_entries FOR EACH STATEMENT EXECUTE FUNCTION door.append_only();
CREATE TRIGGER inspection_plan_windows_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON homeward.inspection_plan_windows FOR EACH STATEMENT EXECUTE FUNCTION door.append_only();
CREATE TRIGGER inspection_plans_append_only BEFORE DELETE OR UPDATE ON homeward.inspection_plans FOR EACH ROW EXECUTE FUNCTION door.plan_keeps();
CREATE TRIGGER inspection_plans_never_emptied BEFORE TRUNCATE ON homeward.inspection_plans FOR EACH STATEMENT EXECUTE FUNCTION door.never_change();
CREATE TRIGGER inspection_publications_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON homeward.inspection_publications FOR EACH STATEMENT EXECUTE FUNCTION door.append_only();
CREATE CONSTRAINT TRIGGER inspection_publications_instance_seq_fkey AFTER INSERT OR UPDATE OF instance, seq ON homeward.inspection_publications NOT DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION door.line_exists('instance', 'seq');
CREATE TRIGGER inspection_rating_guard BEFORE INSERT ON homeward.inspection_ratings FOR EACH ROW EXECUTE FUNCTION door.guard_rating();
CREATE TRIGGER inspection_ratings_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON homeward.inspection_ratings FOR EACH STATEMENT EXECUTE FUNCTION door.append_only();
CREATE CONSTRAINT TRIGGER inspection_ratings_line AFTER INSERT OR UPDATE OF instance, seq ON homeward.inspection_ratings NOT DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION door.line_exists('instance', 'seq');
CREATE TRIGGER inspection_reports_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON homeward.inspection_reports FOR EACH STATEMENT EXECUTE FUNCTION door.append_only();
CREATE CONSTRAINT TRIGGER inspection_reports_line AFTER INSERT OR UPDATE OF instance, seq ON homeward.inspection_reports NOT DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION door.line_exists('instance', 'seq');
CREATE TRIGGER inspection_reveals_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON homeward.inspection_reveals FOR EACH STATEMENT EXECUTE FUNCTION door.append_only();
CREATE TRIGGER inspection_seeds_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON homeward.inspection_seeds FOR EACH STATEMENT EXECUTE FUNCTION door.append_only();
CREATE TRIGGER closure_accounts BEFORE INSERT OR UPDATE OF outcome ON homeward.instances FOR EACH ROW WHEN ((new.outcome IS NOT NULL)) EXECUTE FUNCTION door.guard_closure();
CREATE TRIGGER instances_placed AFTER UPDATE OF area ON homeward.instances FOR EACH ROW WHEN ((old.area IS DISTINCT FROM new.area)) EXECUTE FUNCTION door.move_case();
CREATE TRIGGER instances_reviews_follow AFTER UPDATE OF area ON homeward.instances FOR EACH ROW WHEN ((old.area IS DISTINCT FROM new.area)) EXECUTE FUNCTION door.reviews_follow();
CREATE TRIGGER institution_people_matched AFTER INSERT ON homeward.institution_people FOR EACH ROW EXECUTE FUNCTION door.match_person();
CREATE TRIGGER institution_people_watched AFTER INSERT ON homeward.institution_people FOR EACH ROW EXECUTE FUNCTION door.watch_added();
CREATE TRIGGER institution_closing BEFORE UPDATE OF standing ON homeward.institutions FOR EACH ROW EXECUTE FUNCTION door.guard_closing();
CREATE TRIGGER institution_guard BEFORE INSERT OR UPDATE ON homeward.institutions FOR EACH ROW EXECUTE FUNCTION door.guard_institution();
CREATE TRIGGER institution_inspection BEFORE INSERT ON homeward.institutions FOR EACH ROW EXECUTE FUNCTION door.note_inspection();
CREATE TRIGGER institutions_phone_changed AFTER UPDATE OF phone ON homeward.institutions FOR EACH ROW WHEN (((new.phone IS NOT NULL) AND (new.phone IS DISTINCT FROM old.phone))) EXECUTE FUNCTION door.match_phone();
CREATE TRIGGER institutions_phone_registered AFTER INSERT ON homeward.institutions FOR EACH ROW WHEN ((new.phone IS NOT NULL)) EXECUTE FUNCTION door.match_phone();
CREATE TRIGGER institutions_watched AFTER UPDATE OF standing ON homeward.institutions FOR EACH ROW WHEN (((new.standing = ANY (ARRAY['frozen'::text, 'closed'::text])) AND (old.standing <> new.standing))) EXECUTE FUNCTION door.watch_closing();
CREATE TRIGGER registry_kept BEFORE DELETE OR TRUNCATE ON homeward.institutions FOR EACH STATEMENT EXECUTE FUNCTION door.keep();
CREATE TRIGGER interests_touch AFTER INSERT OR UPDATE ON homeward.interests FOR EACH ROW EXECUTE FUNCTION door.touch_person();
CREATE TRIGGER journal_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON homeward.journal FOR EACH STATEMENT EXECUTE FUNCTION door.never_change();
CREATE TRIGGER keys_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON homeward.keys FOR EACH STATEMENT EXECUTE FUNCTION door.never_change();
CREATE TRIGGER clock_forward BEFORE UPDATE ON homeward.manual_clock FOR EACH ROW EXECUTE FUNCTION door.clock_forward();
CREATE TRIGGER decided_guard BEFORE UPDATE ON homeward.merges FOR EACH ROW EXECUTE FUNCTION door.guard_decided();
CREATE TRIGGER merges_counted BEFORE UPDATE OF status ON homeward.merges FOR EACH ROW WHEN (((new.status = 'approved'::text) AND (old.status <> 'approved'::text))) EXECUTE FUNCTION door.guard_counted_merge();
CREATE TRIGGER registry_kept BEFORE DELETE OR TRUNCATE ON homeward.merges FOR EACH STATEMENT EXECUTE FUNCTION door.keep();
CREATE CONSTRAINT TRIGGER notices_stream_seq_fkey AFTER INSERT OR UPDATE OF stream, seq ON homeward.notices NOT DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION door.line_exists('stream', 'seq');
CREATE TRIGGER outbox_received_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON homeward.outbox_received FOR EACH STATEMENT EXECUTE FUNCTION door.never_change();
CREATE TRIGGER outcomes_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON homeward.outcomes FOR EACH STATEMENT EXECUTE FUNCTION door.append_only();
CREATE CONSTRAINT TRIGGER outcomes_instance_seq_fkey AFTER INSERT OR UPDATE OF instance, seq ON homeward.outcomes NOT DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION door.line_exists('instance', 'seq');
CREATE TRIGGER package_returns_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON homeward.package_returns FOR EACH STATEMENT EXECUTE FUNCTION door.append_only();
CREATE TRIGGER parameter_sets_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON homeward.parameter_sets FOR EACH STATEMENT EXECUTE FUNCTION door.never_change();
CREATE TRIGGER placement_imports_append_only BEFORE DELETE OR UPDATE ON homeward.placement_imports FOR EACH ROW EXECUTE FUNCTION door.placement_import_keeps();
CREATE TRIGGER premises_matched AFTER INSERT ON homeward.premises FOR EACH ROW EXECUTE FUNCTION door.match_premises();
CREATE TRIGGER premises_watched AFTER INSERT ON homeward.premises FOR EACH ROW EXECUTE FUNCTION door.watch_added();
CREATE TRIGGER read_log_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON homeward.read_log FOR EACH STATEMENT EXECUTE FUNCTION door.never_change();
CREATE TRIGGER register_imports_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON homeward.register_imports FOR EACH STATEMENT EXECUTE FUNCTION door.append_only();
CREATE TRIGGER reviews_append_only BEFORE DELETE OR UPDATE ON homeward.reviews FOR EACH ROW EXECUTE FUNCTION door.review_keeps();
CREATE CONSTRAINT TRIGGER reviews_line AFTER INSERT OR UPDATE OF instance, seq ON homeward.reviews NOT DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION door.line_exists('instance', 'seq');
CREATE TRIGGER reviews_never_emptied BEFORE TRUNCATE ON homeward.reviews FOR EACH STATEMENT EXECUTE FUNCTION door.never_change();
CREATE TRIGGER secrets_append_only BEFORE DELETE OR UPDATE ON homeward.secrets FOR EACH ROW EXECUTE FUNCTION door.guard_secret();
CREATE TRIGGER secrets_never_emptied BEFORE TRUNCATE ON homeward.secrets FOR EACH STATEMENT EXECUTE FUNCTION door.append_only();
CREATE TRIGGER security_log_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON homeward.security_log FOR EACH STATEMENT EXECUTE FUNCTION door.never_change();
CREATE TRIGGER standing_changes_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON homeward.standing_changes FOR EACH STATEMENT EXECUTE FUNCTION door.append_only();
CREATE TRIGGER closure_once BEFORE INSERT ON homeward.subjects FOR EACH ROW WHEN ((new.kind = 'institution'::text)) EXECUTE FUNCTION door.guard_closure_once();
CREATE TRIGGER tasks_opening BEFORE INSERT ON homeward.tasks FOR EACH ROW WHEN ((new.opens_at > new.opened_at)) EXECUTE FUNCTION door.plan_opening();
CREATE TRIGGER tasks_placed BEFORE INSERT ON homeward.tasks FOR EACH ROW WHEN ((new.instance IS NOT NULL)) EXECUTE FUNCTION door.place_case();
CREATE TRIGGER uploads_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON homeward.uploads FOR EACH STATEMENT EXECUTE FUNCTION door.append_only();
CREATE TRIGGER visits_guard BEFORE DELETE OR UPDATE ON homeward.visits FOR EACH ROW EXECUTE FUNCTION door.guard_visit();
CREATE TRIGGER visits_placed BEFORE INSERT ON homeward.visits FOR EACH ROW EXECUTE FUNCTION door.place_case();
CREATE TRIGGER visits_whole BEFORE TRUNCATE ON homeward.visits FOR EACH STATEMENT EXECUTE FUNCTION door.never_change();
CREATE TRIGGER watch_matches_append_only BEFORE DELETE OR UPDATE ON homeward.watch_matches FOR EACH ROW EXECUTE FUNCTION door.watch_keeps();
CREATE TRIGGER watch_matches_never_emptied BEFORE TRUNCATE ON homeward.watch_matches FOR EACH STATEMENT EXECUTE FUNCTION door.never_change();
CREATE TRIGGER watch_signs_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON homeward.watch_signs FOR EACH STATEMENT EXECUTE FUNCTION door.never_change();
CREATE TRIGGER watches_append_only BEFORE DELETE OR UPDATE ON homeward.watches FOR EACH ROW EXECUTE FUNCTION door.watch_keeps();
CREATE TRIGGER watches_never_emptied BEFORE TRUNCATE ON homeward.watches FOR EACH STATEMENT EXECUTE FUNCTION door.never_change();

-- grants on schemas

grant usage on schema homeward to homeward_migrator;
grant usage on schema homeward to homeward_app;

-- grants on tables

grant select on homeward.adoption_cases to homeward_app;
grant select on homeward.adoptions to homeward_app;
grant select on homeward.agencies to homeward_app;
grant select on homeward.agencies to homeward_migrator;
grant select on homeward.alerts to homeward_app;
grant select on homeward.alerts to homeward_migrator;
grant select on homeward.allegations to homeward_app;
grant select on homeward.allegations to homeward_migrator;
grant select on homeward.anchor_heads to homeward_app;
grant select on homeward.anchor_heads to homeward_migrator;
grant select on homeward.anchors to homeward_app;
grant select on homeward.anchors to homeward_migrator;
grant delete, insert, select, update on homeward.answers to homeward_app;
grant select on homeward.appointments to homeward_app;
grant select on homeward.appointments to homeward_migrator;
grant select on homeward.archives to homeward_app;
grant select on homeward.archives to homeward_migrator;
grant select on homeward.areas to homeward_app;
grant select on homeward.areas to homeward_migrator;
grant insert, select on homeward.attachment_contents to homeward_app;
grant select on homeward.attachments to homeward_app;
grant delete, insert, select, update on homeward.attempts to homeward_app;
grant select on homeward.authorities to homeward_app;
grant select on homeward.authorities to homeward_migrator;
grant select on homeward.birth_corrections to homeward_app;
grant select on homeward.birth_corrections to homeward_migrator;
grant select on homeward.break_glass to homeward_app;
grant update (revoked_at) on homeward.calendar_links to homeward_app;
grant update (used_at) on homeward.calendar_links to homeward_app;
grant insert, select on homeward.calendar_links to homeward_app;
grant select on homeward.calendars to homeward_app;
grant select on homeward.calendars to homeward_migrator;
grant select on homeward.census_seals to homeward_app;
grant select on homeward.census_seals to homeward_migrator;
grant select on homeward.census to homeward_app;
grant select on homeward.census to homeward_migrator;
grant select on homeward.child_ids to homeward_app;
grant select on homeward.child_ids to homeward_migrator;
grant select on homeward.child_names to homeward_app;
grant select on homeward.child_names to homeward_migrator;
grant select on homeward.children to homeward_app;
grant select on homeward.children to homeward_migrator;
grant select on homeward.contents to homeward_app;
grant select on homeward.contents to homeward_migrator;
grant select on homeward.corrections to homeward_app;
grant select on homeward.corrections to homeward_migrator;
grant update (changed_at) on homeward.credentials to homeward_app;
grant update (one_time) on homeward.credentials to homeward_app;
grant update (password) on homeward.credentials to homeward_app;
grant update (totp_pending) on homeward.credentials to homeward_app;
grant update (totp_secret) on homeward.credentials to homeward_app;
grant update (totp_sign_in_step) on homeward.credentials to homeward_app;
grant update (totp_step) on homeward.credentials to homeward_app;
grant update (totp_use) on homeward.credentials to homeward_app;
grant select on homeward.credentials to homeward_app;
grant update (attempts) on homeward.deliveries to homeward_app;
grant update (dead_at) on homeward.deliveries to homeward_app;
grant update (dropped_at) on homeward.deliveries to homeward_app;
grant update (last_error) on homeward.deliveries to homeward_app;
grant update (read_at) on homeward.deliveries to homeward_app;
grant update (retry_at) on homeward.deliveries to homeward_app;
grant update (sent_at) on homeward.deliveries to homeward_app;
grant select on homeward.deliveries to homeward_app;
grant select on homeward.deliveries to homeward_migrator;
grant select on homeward.document_sources to homeward_app;
grant select on homeward.document_sources to homeward_migrator;
grant insert, select on homeward.documents to homeward_app;
grant select on homeward.facts to homeward_app;
grant select on homeward.facts to homeward_migrator;
grant select on homeward.families to homeward_app;
grant select on homeward.families to homeward_migrator;
grant select on homeward.family_members to homeward_app;
grant select on homeward.family_members to homeward_migrator;
grant delete, insert, select, update on homeward.heartbeats to homeward_app;
grant select on homeward.holiday_proposals to homeward_app;
grant select on homeward.holiday_proposals to homeward_migrator;
grant select on homeward.holidays to homeward_app;
grant select on homeward.holidays to homeward_migrator;
grant select on homeward.incidents to homeward_app;
grant select on homeward.incidents to homeward_migrator;
grant select on homeward.inspection_commitments to homeward_app;
grant select on homeward.inspection_commitments to homeward_migrator;
grant select on homeward.inspection_draws to homeward_app;
grant select on homeward.inspection_draws to homeward_migrator;
grant select on homeward.inspection_misses to homeward_app;
grant select on homeward.inspection_misses to homeward_migrator;
grant select on homeward.inspection_pieces to homeward_app;
grant select on homeward.inspection_pieces to homeward_migrator;
grant select on homeward.inspection_plan_entries to homeward_app;
grant select on homeward.inspection_plan_entries to homeward_migrator;
grant select on homeward.inspection_plan_windows to homeward_app;
grant select on homeward.inspection_plan_windows to homeward_migrator;
grant select on homeward.inspection_plans to homeward_app;
grant select on homeward.inspection_plans to homeward_migrator;
grant select on homeward.inspection_publications to homeward_app;
grant select on homeward.inspection_publications to homeward_migrator;
grant select on homeward.inspection_ratings to homeward_app;
grant select on homeward.inspection_ratings to homeward_migrator;
grant select on homeward.inspection_reports to homeward_app;
grant select on homeward.inspection_reports to homeward_migrator;
grant select on homeward.inspection_reveals to homeward_app;
grant select on homeward.inspection_reveals to homeward_migrator;
grant select on homeward.instances to homeward_app;
grant select on homeward.instances to homeward_migrator;
grant select on homeward.institution_people to homeward_app;
grant select on homeward.institution_people to homeward_migrator;
grant select on homeward.institutions to homeward_app;
grant select on homeward.institutions to homeward_migrator;
grant select on homeward.interests to homeward_app;
grant select on homeward.interests to homeward_migrator;
grant select on homeward.journal to homeward_app;
grant select on homeward.journal to homeward_migrator;
grant select on homeward.keys to homeward_app;
grant select on homeward.keys to homeward_migrator;
grant select on homeward.leaves to homeward_app;
grant select on homeward.leaves to homeward_migrator;
grant update (now) on homeward.manual_clock to homeward_app;
grant select on homeward.manual_clock to homeward_app;
grant select on homeward.merges to homeward_app;
grant select on homeward.merges to homeward_migrator;
grant select on homeward.migrations_beside to homeward_app;
grant select on homeward.migrations_beside to homeward_migrator;
grant select on homeward.migrations to homeward_app;
grant select on homeward.migrations to homeward_migrator;
grant update (printed_at) on homeward.notices to homeward_app;
grant update (printed_by) on homeward.notices to homeward_app;
grant select on homeward.notices to homeward_app;
grant select on homeward.on_call to homeward_app;
grant select on homeward.on_call to homeward_migrator;
grant update (fate) on homeward.outbox_imported to homeward_app;
grant update (settled_at) on homeward.outbox_imported to homeward_app;
grant insert, select on homeward.outbox_imported to homeward_app;
grant insert, select on homeward.outbox_received to homeward_app;
grant insert, select on homeward.outbox_secret to homeward_app;
grant select on homeward.outcomes to homeward_app;
grant select on homeward.outcomes to homeward_migrator;
grant insert, select on homeward.package_returns to homeward_app;
grant select on homeward.parameter_proposals to homeward_app;
grant select on homeward.parameter_proposals to homeward_migrator;
grant select on homeward.parameter_sets to homeward_app;
grant select on homeward.parameter_sets to homeward_migrator;
grant select on homeward.parameters to homeward_app;
grant select on homeward.parameters to homeward_migrator;
grant select on homeward.people to homeward_app;
grant select on homeward.people to homeward_migrator;
grant select on homeward.placement_imports to homeward_app;
grant select on homeward.premises to homeward_app;
grant select on homeward.premises to homeward_migrator;
grant select on homeward.profiles to homeward_app;
grant insert, select on homeward.read_log to homeward_app;
grant select on homeward.register_imports to homeward_app;
grant select on homeward.register_imports to homeward_migrator;
grant select on homeward.renewals to homeward_app;
grant select on homeward.reviews to homeward_app;
grant select on homeward.secrets to homeward_app;
grant select on homeward.secrets to homeward_migrator;
grant insert, select on homeward.security_log to homeward_app;
grant update (last_seen_at) on homeward.sessions to homeward_app;
grant update (limited) on homeward.sessions to homeward_app;
grant update (revoked_at) on homeward.sessions to homeward_app;
grant update (revoked_why) on homeward.sessions to homeward_app;
grant update (rotated_at) on homeward.sessions to homeward_app;
grant update (token_hash) on homeward.sessions to homeward_app;
grant insert, select on homeward.sessions to homeward_app;
grant select on homeward.sibling_members to homeward_app;
grant select on homeward.sibling_members to homeward_migrator;
grant select on homeward.standing_changes to homeward_app;
grant select on homeward.standing_changes to homeward_migrator;
grant select on homeward.standing_stops to homeward_app;
grant select on homeward.standing_stops to homeward_migrator;
grant select on homeward.streams to homeward_app;
grant select on homeward.streams to homeward_migrator;
grant select on homeward.subjects to homeward_app;
grant select on homeward.subjects to homeward_migrator;
grant select on homeward.tasks to homeward_app;
grant select on homeward.tasks to homeward_migrator;
grant select on homeward.timers to homeward_app;
grant select on homeward.timers to homeward_migrator;
grant delete, insert, select, update on homeward.troubles to homeward_app;
grant select on homeward.upload_parts to homeward_app;
grant insert, select on homeward.uploads to homeward_app;
grant select on homeward.visits to homeward_app;
grant select on homeward.visits to homeward_migrator;
grant select on homeward.watch_matches to homeward_app;
grant select on homeward.watch_signs to homeward_app;
grant select on homeward.watches to homeward_app;

-- grants on functions

grant execute on function homeward.add_inspection_pieces(place uuid, who uuid, now timestamp with time zone, pieces jsonb) to homeward_app;
grant execute on function homeward.address_alerts(batch jsonb) to homeward_app;
grant execute on function homeward.anchor_root(of_day date, previous bytea) to homeward_app;
grant execute on function homeward.anchor_root(of_day date, previous bytea) to homeward_migrator;
grant execute on function homeward.anchor_root(of_day date, previous bytea) to public;
grant execute on function homeward.are_kin(one uuid, two uuid, at timestamp with time zone) to homeward_app;
grant execute on function homeward.are_kin(one uuid, two uuid, at timestamp with time zone) to homeward_migrator;
grant execute on function homeward.census_unsettled(asked uuid) to homeward_app;
grant execute on function homeward.census_unsettled(asked uuid) to homeward_migrator;
grant execute on function homeward.choose_profile(chosen jsonb) to homeward_app;
grant execute on function homeward.clear_sessions(before timestamp with time zone, most integer) to homeward_app;
grant execute on function homeward.closing_lacks(place uuid) to homeward_app;
grant execute on function homeward.closing_lacks(place uuid) to homeward_migrator;
grant execute on function homeward.closing_open(place uuid) to homeward_app;
grant execute on function homeward.closing_open(place uuid) to homeward_migrator;
grant execute on function homeward.closure_fact(place uuid, except_instance uuid, now timestamp with time zone, kids uuid[]) to homeward_app;
grant execute on function homeward.closure_fact(place uuid, except_instance uuid, now timestamp with time zone, kids uuid[]) to homeward_migrator;
grant execute on function homeward.concern_among(kids uuid[], except_instance uuid) to homeward_app;
grant execute on function homeward.discard_contents(refused uuid) to homeward_app;
grant execute on function homeward.discard_parts(asked uuid) to homeward_app;
grant execute on function homeward.files_fact(asked uuid, named uuid[]) to homeward_app;
grant execute on function homeward.files_fact(asked uuid, named uuid[]) to homeward_migrator;
grant execute on function homeward.fire_rungs(rungs jsonb) to homeward_app;
grant execute on function homeward.general_alert(kind text, occurrence text) to homeward_app;
grant execute on function homeward.general_alert(kind text, occurrence text) to homeward_migrator;
grant execute on function homeward.hospital_span(at timestamp with time zone) to homeward_app;
grant execute on function homeward.hospital_span(at timestamp with time zone) to homeward_migrator;
grant execute on function homeward.hospital_stays(now timestamp with time zone) to homeward_app;
grant execute on function homeward.hospital_stays(now timestamp with time zone) to homeward_migrator;
grant execute on function homeward.import_areas(rows jsonb) to homeward_migrator;
grant execute on function homeward.import_institutions(payload jsonb, dry boolean) to homeward_migrator;
grant execute on function homeward.inspected_fact(place uuid) to homeward_app;
grant execute on function homeward.inspected_fact(place uuid) to homeward_migrator;
grant execute on function homeward.inspected_provinces() to homeward_app;
grant execute on function homeward.inspection_between(place uuid, first date, last date) to homeward_app;
grant execute on function homeward.inspection_between(place uuid, first date, last date) to public;
grant execute on function homeward.inspection_elsewhere(asked uuid) to homeward_app;
grant execute on function homeward.inspection_elsewhere(asked uuid) to homeward_migrator;
grant execute on function homeward.inspection_plan_due(asked text, of_year integer, now timestamp with time zone) to homeward_app;
grant execute on function homeward.inspection_plans_lacking(from_at timestamp with time zone, until_at timestamp with time zone) to homeward_app;
grant execute on function homeward.inspection_seed(asked uuid, now timestamp with time zone) to homeward_app;
grant execute on function homeward.is_archived(id uuid) to homeward_app;
grant execute on function homeward.is_archived(id uuid) to homeward_migrator;
grant execute on function homeward.is_home(place uuid) to homeward_app;
grant execute on function homeward.is_home(place uuid) to homeward_migrator;
grant execute on function homeward.is_investigated(asked uuid, except_instance uuid, now timestamp with time zone) to homeward_app;
grant execute on function homeward.is_investigated(asked uuid, except_instance uuid, now timestamp with time zone) to homeward_migrator;
grant execute on function homeward.is_tied(who uuid[], place uuid, since timestamp with time zone) to homeward_app;
grant execute on function homeward.is_tied(who uuid[], place uuid, since timestamp with time zone) to homeward_migrator;
grant execute on function homeward.kept_from(who uuid[], asked uuid) to homeward_app;
grant execute on function homeward.kept_from(who uuid[], asked uuid) to homeward_migrator;
grant execute on function homeward.leaving_fact(kids uuid[]) to homeward_app;
grant execute on function homeward.leaving_fact(kids uuid[]) to homeward_migrator;
grant execute on function homeward.left_before_order(at timestamp with time zone) to homeward_app;
grant execute on function homeward.left_before_order(at timestamp with time zone) to homeward_migrator;
grant execute on function homeward.left_from(place uuid, ordered timestamp with time zone) to homeward_app;
grant execute on function homeward.left_from(place uuid, ordered timestamp with time zone) to homeward_migrator;
grant execute on function homeward.line_hash(previous bytea, stream uuid, seq integer, entry text) to homeward_app;
grant execute on function homeward.line_hash(previous bytea, stream uuid, seq integer, entry text) to homeward_migrator;
grant execute on function homeward.line_hash(previous bytea, stream uuid, seq integer, entry text) to public;
grant execute on function homeward.lost_before(place uuid, except_instance uuid) to homeward_app;
grant execute on function homeward.lost_before(place uuid, except_instance uuid) to homeward_migrator;
grant execute on function homeward.make_anchor(of_day date) to homeward_app;
grant execute on function homeward.make_anchor(of_day date) to homeward_migrator;
grant execute on function homeward.make_anchor(of_day date) to public;
grant execute on function homeward.merged_unseen(asked uuid) to homeward_app;
grant execute on function homeward.merged_unseen(asked uuid) to homeward_migrator;
grant execute on function homeward.network_of(place uuid) to homeward_app;
grant execute on function homeward.network_of(place uuid) to public;
grant execute on function homeward.open_years(until integer) to homeward_app;
grant execute on function homeward.open_years(until integer) to homeward_migrator;
grant execute on function homeward.panel_fact(members uuid[], place text, since timestamp with time zone, till timestamp with time zone) to homeward_app;
grant execute on function homeward.panel_fact(members uuid[], place text, since timestamp with time zone, till timestamp with time zone) to homeward_migrator;
grant execute on function homeward.panel_fact(members uuid[], place text, since timestamp with time zone, till timestamp with time zone) to public;
grant execute on function homeward.photos_awaited(asked uuid) to homeward_app;
grant execute on function homeward.photos_awaited(asked uuid) to homeward_migrator;
grant execute on function homeward.plan_due(first timestamp with time zone, of_year integer, now timestamp with time zone) to homeward_app;
grant execute on function homeward.present_in(place uuid) to homeward_app;
grant execute on function homeward.present_in(place uuid) to homeward_migrator;
grant execute on function homeward.raise_alert(data jsonb) to homeward_app;
grant execute on function homeward.raise_digests(batch jsonb) to homeward_app;
grant execute on function homeward.record_draw(asked uuid, n integer, place uuid, on_date date, opened uuid, now timestamp with time zone) to homeward_app;
grant execute on function homeward.revoke_documents(of_instance uuid, of_seq integer, of_document text, line integer, why text) to homeward_app;
grant execute on function homeward.rungs_untold() to homeward_app;
grant execute on function homeward.rungs_untold() to homeward_migrator;
grant execute on function homeward.siblings_in_care(asked uuid, now timestamp with time zone) to homeward_app;
grant execute on function homeward.siblings_in_care(asked uuid, now timestamp with time zone) to homeward_migrator;
grant execute on function homeward.siblings_of(asked uuid, now timestamp with time zone) to homeward_app;
grant execute on function homeward.siblings_of(asked uuid, now timestamp with time zone) to homeward_migrator;
grant execute on function homeward.stays_since(kid uuid) to homeward_app;
grant execute on function homeward.stays_since(kid uuid) to homeward_migrator;
grant execute on function homeward.take_part(asked uuid, start integer, size integer, sealed text) to homeward_app;
grant execute on function homeward.unnamed_in(place uuid, asked uuid, ordered timestamp with time zone) to homeward_app;
grant execute on function homeward.unnamed_in(place uuid, asked uuid, ordered timestamp with time zone) to homeward_migrator;
grant execute on function homeward.unnamed_settled(asked uuid, since timestamp with time zone) to homeward_app;
grant execute on function homeward.unnamed_settled(asked uuid, since timestamp with time zone) to homeward_migrator;
grant execute on function homeward.watch_kept_from(who uuid[], asked uuid) to homeward_app;
grant execute on function homeward.watch_runs(w homeward.watches, at timestamp with time zone) to homeward_app;
grant execute on function homeward.workload_fact(workers uuid[], except_instance uuid, now timestamp with time zone) to homeward_app;
grant execute on function homeward.workload_fact(workers uuid[], except_instance uuid, now timestamp with time zone) to homeward_migrator;
grant execute on function homeward.write(units jsonb) to homeward_app;
grant execute on function homeward.write(units jsonb) to homeward_migrator;
grant execute on function homeward.years_lacking() to homeward_app;
grant execute on function homeward.years_lacking() to homeward_migrator;
