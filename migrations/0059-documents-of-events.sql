-- A document is written from the event that it tells of: an approval from a decision that approved, not from any line of the case. And
-- the seed of a quarter's draws is handed out on the eve of that quarter, whatever day the caller says it is.

create table homeward.document_sources (
  workflow text not null,
  document text not null,
  kind text not null check (kind in ('letter', 'form')),
  event text not null,
  primary key (workflow, document, event)
);
comment on table homeward.document_sources is 'From which events which documents are written; the procedures say the same (test/workflows).';
insert into homeward.document_sources (workflow, document, kind, event) values
  ('gatekeeping', 'approval', 'letter', 'decision.approved'),
  ('gatekeeping', 'refusal', 'letter', 'decision.refusedFamilySupport'),
  ('gatekeeping', 'family-care', 'letter', 'decision.refusedAlternativeCare'),
  ('gatekeeping', 'interim-care', 'letter', 'decision.interimCare'),
  ('gatekeeping', 'reinstatement', 'letter', 'decision.reinstated'),
  ('gatekeeping', 'appeal-upheld', 'letter', 'appeal.upheld'),
  ('gatekeeping', 'appeal-overturned', 'letter', 'appeal.overturned'),
  ('gatekeeping', 'challenge-dismissed', 'letter', 'challenge.dismissed'),
  ('gatekeeping', 'challenge-sustained', 'letter', 'challenge.sustained'),
  ('gatekeeping', 'form-1', 'form', 'request.submitted'),
  ('gatekeeping', 'form-2', 'form', 'form2.submitted'),
  ('gatekeeping', 'form-3', 'form', 'plan.recommended'),
  ('family-support', 'closing', 'letter', 'closing.approved'),
  ('family-reintegration', 'placement-decision', 'letter', 'placement.reviewed'),
  ('family-reintegration', 'placement-decision', 'letter', 'placement.confirmed'),
  ('family-reintegration', 'transfer', 'letter', 'transfer.accepted'),
  ('family-reintegration', 'closure', 'letter', 'closing.approved'),
  ('family-reintegration', 'loss', 'letter', 'loss.approved'),
  ('family-reintegration', 'form-1', 'form', 'child.identified'),
  ('family-reintegration', 'form-2', 'form', 'form2.submitted'),
  ('family-reintegration', 'form-2', 'form', 'reassessment.submitted'),
  ('family-reintegration', 'form-2-family', 'form', 'homeAssessment.submitted'),
  ('family-reintegration', 'form-3', 'form', 'plan.submitted'),
  ('family-reintegration', 'form-4', 'form', 'placement.made'),
  ('family-reintegration', 'form-5', 'form', 'visit.recorded'),
  ('family-reintegration', 'form-6', 'form', 'closing.proposed'),
  ('institution-closure', 'closure-order', 'letter', 'order.signed'),
  ('institution-closure', 'freeze-notice', 'letter', 'order.signed'),
  ('institution-closure', 'extension', 'letter', 'extension.signed'),
  ('institution-closure', 'closure-certificate', 'letter', 'certificate.signed'),
  ('inspection', 'report', 'letter', 'report.submitted'),
  ('inspection', 'rating', 'letter', 'report.classified'),
  ('inspection', 'rating', 'letter', 'rating.changed'),
  ('inspection', 'corrective-action-plan', 'form', 'plan.submitted'),
  ('inspection', 'corrective-action-plan', 'form', 'plan.imposed'),
  ('inspection', 'sanction-order', 'letter', 'sanction.ordered')
;
grant select on homeward.document_sources to homeward_app, homeward_migrator;

create or replace function door.guard_document() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
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
end $$;

create or replace function homeward.inspection_seed(asked uuid, now timestamptz) returns text language plpgsql stable security definer
set search_path = homeward, pg_temp as $$
begin
  return (
    select s.sealed from inspection_seeds s join inspection_commitments c on c.id = s.commitment
     where c.id = asked and c.starts_on <= (least(now, door.latest()) at time zone 'Asia/Phnom_Penh')::date + 1
       and not exists (select from inspection_reveals r where r.commitment = c.id));
end $$;
