/** The time as the server has it: with the clock by hand it is another than the browser's. */
let offset = 0;

/** Learns the server's time from an answer. */
export function keepNow(response: Response): void {
  const said = Date.parse(response.headers.get('Homeward-Now') ?? '');
  if (!Number.isNaN(said)) offset = said - Date.now();
}

/** Epoch milliseconds on the server's clock. */
export const now = (): number => Date.now() + offset;
