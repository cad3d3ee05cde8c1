/** Small bars, drawn here; the table beside them always says the numbers. */
import { useId } from 'react';

export interface Part {
  /** name of the class that colours it */
  kind: string;
  value: number;
}

const width = 160;
const height = 16;

/** Parts of a whole side by side; `most` is the length of the longest bar of the list. */
export function StackedBar({ parts, most, label }: { parts: Part[]; most: number; label: string }) {
  const id = useId();
  const ends = parts.map((_, i) => parts.slice(0, i + 1).reduce((sum, { value }) => sum + value, 0));
  const scale = most > 0 ? width / most : 0;
  return (
    <svg className="hw-bar" role="img" aria-labelledby={id} viewBox={`0 0 ${width} ${height}`}>
      <title id={id}>{label}</title>
      <rect className="hw-bar__ground" width={width} height={height} />
      {parts.map(({ kind, value }, i) => (
        <rect
          key={kind}
          className={`hw-bar__${kind}`}
          x={(ends[i]! - value) * scale}
          width={value * scale}
          height={height}
        />
      ))}
    </svg>
  );
}

/** A share from 0 to 1; null where it is not shown. */
export function ShareBar({ value, label }: { value: number | null; label: string }) {
  const id = useId();
  if (value === null) return null;
  return (
    <svg className="hw-bar" role="img" aria-labelledby={id} viewBox={`0 0 ${width} ${height}`}>
      <title id={id}>{label}</title>
      <rect className="hw-bar__ground" width={width} height={height} />
      <rect className="hw-bar__share" width={Math.max(0, Math.min(1, value)) * width} height={height} />
    </svg>
  );
}
