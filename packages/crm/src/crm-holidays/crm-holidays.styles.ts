import { css } from 'lit';

/** Styles of the holidays screen, on top of those of every settings screen. */
export const styles = css`
  .years {
    display: flex;
    align-items: center;
    gap: var(--_s2);
  }
  .years > .year {
    min-inline-size: 4ch;
    text-align: center;
  }
  .years .icon-back {
    display: inline-flex;
    rotate: 180deg;
  }
  .years .icon-next {
    display: inline-flex;
  }
  .known td {
    color: var(--_muted);
  }
  .table .day {
    font-variant-numeric: tabular-nums;
  }
  .table .btn-small {
    justify-self: start;
    margin-block: -3px;
    margin-inline-start: -10px;
  }
  /* A card needs no place for what cannot be done. */
  @container (max-width: 859px) {
    .table .none {
      display: none !important;
    }
  }
  @container (min-width: 700px) and (max-width: 859px) {
    .table tr {
      grid-template-columns: 190px minmax(0, 1fr) 84px 66px 76px;
      align-items: end;
    }
  }
`;
