/** Questions answered with someone or something of the register: children, institutions, people, places, documents. */
import { useLanguage, type Text } from '../language';
import { Attachments } from './attachments';
import { CaseworkerChoice } from './caseworkers';
import { ChildrenQuestion } from './children';
import type { Field } from './fields';
import { birthOf, nameOf, useAreaName, useCaseworker, useChild, useInstitutions, usePerson } from './names';
import { InstitutionChoice, PersonChoice } from './offices';
import { AreaChoice } from './places';
import { referenceTexts as texts } from './references-texts';
import type { ControlProps } from './shape';

export function References({ field, ...rest }: ControlProps) {
  switch (field.kind) {
    case 'child':
    case 'children':
      return <ChildrenQuestion field={field} {...rest} />;
    case 'institution':
      return <InstitutionChoice field={field} {...rest} />;
    case 'person':
      return field.anywhere ? <CaseworkerChoice field={field} {...rest} /> : <PersonChoice field={field} {...rest} />;
    case 'area':
      return <AreaChoice field={field} {...rest} />;
    case 'attachment':
    case 'attachments':
      return <Attachments field={field} {...rest} />;
    default:
      return null;
  }
}

function Child({ id }: { id: string }) {
  const { say, language } = useLanguage();
  const child = useChild(id);
  if (child.isError) return <>{say(texts.unknown)}</>;
  if (!child.data) return <>…</>;
  return (
    <>
      {nameOf(child.data, language) ?? say(texts.nameless)}, {say(birthOf(child.data.birth))}
    </>
  );
}

function Institution({ id }: { id: string }) {
  const { say } = useLanguage();
  const all = useInstitutions();
  const found = all.data?.find((each) => each.id === id);
  return <>{found ? say({ en: found.nameEn, km: found.nameKm }) : say(all.isPending ? waiting : texts.unknown)}</>;
}

export function PersonName({ id }: { id: string }) {
  const { say } = useLanguage();
  const { data: found, isPending } = usePerson(id);
  return <>{found ? say({ en: found.nameEn, km: found.nameKm }) : say(isPending ? waiting : texts.unknown)}</>;
}

/** A caseworker by name and district. */
function CaseworkerName({ id }: { id: string }) {
  const { say } = useLanguage();
  const { data: found, isPending } = useCaseworker(id);
  if (!found) return <>{say(isPending ? waiting : texts.unknown)}</>;
  const places = found.offices.map(({ areaEn, areaKm }): Text => ({ en: areaEn, km: areaKm }));
  return (
    <>
      {say({ en: found.nameEn, km: found.nameKm })} ({places.map(say).join('; ')})
    </>
  );
}

function Area({ code }: { code: string }) {
  const { say } = useLanguage();
  return <>{say(useAreaName(code))}</>;
}

const waiting: Text = { en: '…', km: '…' };

/** What an id stands for, in words. */
export function ReferenceName({ field, value }: { field: Field; value: unknown }) {
  const { say } = useLanguage();
  const ids = (Array.isArray(value) ? value : [value]).map(String);
  const one = (id: string) => {
    switch (field.kind) {
      case 'child':
      case 'children':
        return <Child id={id} />;
      case 'institution':
        return <Institution id={id} />;
      case 'person':
        return field.anywhere ? <CaseworkerName id={id} /> : <PersonName id={id} />;
      case 'area':
        return <Area code={id} />;
      default:
        return <>{say(texts.attached)}</>;
    }
  };
  if (ids.length === 1) return one(ids[0]!);
  return (
    <ul className="govuk-list govuk-list--bullet">
      {ids.map((id) => (
        <li key={id}>{one(id)}</li>
      ))}
    </ul>
  );
}
