// Moments, durations and amounts as a dispatcher reads them.

const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** The clock of the browser's own time zone. */
export const clock = (at: number | null): string => (at === null ? '–' : CLOCK.format(at * 1000));

/** Whole minutes; of less than one, seconds. */
export function duration(sec: number): string {
  const size = Math.abs(sec);
  const sign = sec < 0 ? '−' : '';
  if (size < 60) return `${sign}${Math.round(size)} s`;
  if (size < 5400) return `${sign}${Math.round(size / 60)} min`;
  return `${sign}${(size / 3600).toFixed(1)} h`;
}

/** Before or after a promise. */
export function slack(sec: number | null): string {
  if (sec === null) return '–';
  return sec < 0 ? `${duration(-sec)} late` : `${duration(sec)} early`;
}

const WHOLE = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const SHORT = new Intl.NumberFormat('en-GB', { notation: 'compact', maximumFractionDigits: 1 });

export const points = (amount: number): string => WHOLE.format(amount).replace('-', '−');
export const signedPoints = (amount: number): string => (amount > 0 ? `+${points(amount)}` : points(amount));
export const short = (amount: number): string => SHORT.format(amount);
export const percent = (share: number): string => `${Math.round(100 * share)} %`;
