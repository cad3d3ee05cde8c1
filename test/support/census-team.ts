/** The joint team of a census: the officer of a province and a caseworker of a partner organisation, both by account and signature. */
import { accountOf } from '../../apps/demo';

export const censusTeam = (province: string, on: string) =>
  [
    { name: 'Kosal', login: `officer.${province}`, from: 'province' },
    { name: 'Thavy', login: `ngo.${province}`, from: 'ngo' },
  ].map(({ login, ...member }) => ({ ...member, person: accountOf(login).person, signed: { by: 'signature', on } }));
