/** A list as a file, CSV or XLSX, made with exactly the filter that stands beside the links. */
import { useMutation } from '@tanstack/react-query';
import { ask, client, type paths } from '../../api';
import { useLanguage } from '../../language';
import { Failed } from '../../parts';
import { downloadTexts as texts } from './texts';

type List = paths['/api/v1/exports/{list}']['get']['parameters']['path']['list'];
export type Filter = Record<string, string | undefined>;

const formats = ['csv', 'xlsx'] as const;

/** Saves a file that the server made. */
function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  Object.assign(document.createElement('a'), { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

export function Downloads({ list, filter, words }: { list: List; filter: Filter; words: string }) {
  const { say, language } = useLanguage();
  const made = useMutation({
    mutationFn: async (format: (typeof formats)[number]) => {
      const asked = Object.fromEntries(Object.entries(filter).filter(([, value]) => value));
      const query = { ...asked, format, lang: language };
      const file = await ask<unknown>(
        client.GET('/api/v1/exports/{list}', { params: { path: { list }, query }, parseAs: 'blob' } as never),
      );
      save(file as Blob, `homeward-${list}.${format}`);
    },
  });
  return (
    <div className="hw-downloads hw-screen-only">
      <p className="govuk-body-s hw-muted govuk-!-margin-bottom-0">
        {say(texts.filter)} {words || say(texts.none)}
      </p>
      {formats.map((format) => (
        <button
          key={format}
          type="button"
          className="hw-link"
          disabled={made.isPending}
          onClick={() => made.mutate(format)}
        >
          {say(texts[format])}
        </button>
      ))}
      {made.isError && <Failed error={made.error} />}
    </div>
  );
}
