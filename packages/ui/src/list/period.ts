import { html, type TemplateResult } from 'lit';

/** First and last day of a period, as `YYYY-MM-DD`; either may be open. */
export interface Period {
  from?: string | undefined;
  to?: string | undefined;
}

/** What the two fields of a period are called. */
export interface PeriodTexts {
  from: string;
  to: string;
  periodInverted: string;
}

const isInverted = ({ from, to }: Period): boolean => Boolean(from && to && from > to);

/** The two fields of a period, each a `.field.date`; {@link periodError} stands below them. */
export const periodFields = (
  period: Period,
  texts: PeriodTexts,
  onChange: (change: Period) => void,
): TemplateResult => {
  const { from, to } = period;
  const value = (event: Event): string => (event.target as HTMLInputElement).value;
  return html`<div class="field date">
      <label class="label" for="from">${texts.from}</label>
      <input
        class="input"
        type="date"
        id="from"
        aria-invalid=${isInverted(period) ? 'true' : 'false'}
        aria-describedby="period-error"
        .value=${from ?? ''}
        @change=${(event: Event) => onChange({ from: value(event) })}
      />
    </div>
    <div class="field date">
      <label class="label" for="to">${texts.to}</label>
      <input
        class="input"
        type="date"
        id="to"
        .value=${to ?? ''}
        @change=${(event: Event) => onChange({ to: value(event) })}
      />
    </div>`;
};

/** Says that the period ends before it begins. */
export const periodError = (period: Period, { periodInverted }: PeriodTexts): TemplateResult =>
  html`<p class="error" id="period-error" ?hidden=${!isInverted(period)}>${periodInverted}</p>`;
