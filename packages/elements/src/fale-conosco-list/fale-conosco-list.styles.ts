import { css } from 'lit';

/** The list's own rules, on top of the foundation. */
export const styles = css`
  .toolbar > .search {
    flex: 1 1 260px;
  }
  .filters {
    display: grid;
    grid-template-columns: 2fr 1fr 1fr;
    gap: var(--_s3) var(--_s4);
    align-items: end;
  }
  .path {
    color: var(--_muted);
  }
  .leaf {
    overflow-wrap: anywhere;
  }
  /* The path is what varies: the other columns take what they need, it takes the rest. */
  @container (min-width: 860px) {
    th:nth-child(3) {
      inline-size: 34%;
    }
  }
  .results {
    min-block-size: 240px;
  }
  .more {
    justify-items: center;
  }
  .table tr.ghost:hover {
    background: none;
  }
  @container (max-width: 859px) {
    .filters {
      grid-template-columns: 1fr 1fr;
    }
    .filters > .subject {
      grid-column: span 2;
    }
  }
  @container (max-width: 479px) {
    .toolbar > .btn {
      flex: 1 1 auto;
    }
    .filters {
      grid-template-columns: minmax(0, 1fr);
    }
    .filters > .subject {
      grid-column: auto;
    }
  }
`;
