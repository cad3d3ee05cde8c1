/** Names of the roles, as the ministry says them. */
import { useLanguage, type Text } from '../language';
import { roleTexts } from '../../../../workflows/roles';

export const roleText = (role: string): Text =>
  (roleTexts as Record<string, Text | undefined>)[role] ?? { en: role, km: role };

export function RoleNames({ roles }: { roles: readonly string[] }) {
  const { say, language } = useLanguage();
  const names = roles.map((role) => say(roleText(role)));
  if (language === 'en' || names.length < 2) return <>{names.join(', ')}</>;
  return <>{`${names.slice(0, -1).join(', ')} និង${names.at(-1)}`}</>;
}
