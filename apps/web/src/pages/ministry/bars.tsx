/** One province's months as bars on the scale that all provinces share. */
import { number, useLanguage } from '../../language';
import { useCount, type Measure, type Province } from './national';
import { measureTexts } from './texts';

const width = 240;
const height = 56;
const foot = 14;

export function Bars({
  province: { name, months },
  measure,
  most,
}: {
  province: Province;
  measure: Measure;
  most: number;
}) {
  const { say } = useLanguage();
  const count = useCount();
  const step = width / Math.max(1, months.length);
  const said = months.map(({ month, ...cells }) => `${month}: ${count(cells[measure])}`).join(', ');
  return (
    <svg
      className="hw-bars"
      role="img"
      aria-label={`${say(name)}, ${say(measureTexts[measure])}. ${said}`}
      viewBox={`0 0 ${width} ${height + foot}`}
    >
      <line x1="0" y1={height} x2={width} y2={height} />
      {months.map((month, index) => {
        const { count: value, suppressed } = month[measure];
        const tall = suppressed || value === null ? 4 : (value / most) * (height - 4);
        return (
          <g key={month.month}>
            <rect
              className={suppressed ? 'hw-bars__few' : undefined}
              x={index * step + step * 0.15}
              y={height - tall}
              width={step * 0.7}
              height={tall}
            />
            <text x={index * step + step / 2} y={height + foot - 2} textAnchor="middle">
              {say(number(Number(month.month.slice(5))))}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
