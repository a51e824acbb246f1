// The host's own routing. The three elements know nothing of it: they tell what the person wants by events, and get what
// they need by attributes and properties.
const list = document.querySelector('fale-conosco-list');
const unread = document.querySelector('#unread');
const connection = {
  'api-base-url': list.getAttribute('api-base-url'),
  'token-url': list.getAttribute('token-url'),
};

function create(tag, attributes = {}) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries({ ...connection, ...attributes }))
    element.setAttribute(name, value);
  return element;
}

/** Shows a section and puts a fresh element into it; the list stays, and so keeps its place and its filters. */
const routes = {
  agenda: () => {},
  faturamento: () => {},
  operadora: () => {},
  novo: (section, previousProtocolNumber) => {
    const form = create('new-contact-form');
    if (previousProtocolNumber) form.previousProtocolNumber = previousProtocolNumber;
    section.append(form);
  },
  contato: (section, number) => {
    if (number) section.append(create('protocol-thread', { 'protocol-number': number }));
  },
};

function show(event) {
  const [name, argument] = location.hash.replace(/^#\//, '').split('/');
  const view = name in routes ? name : 'operadora';
  for (const section of document.querySelectorAll('[data-view]'))
    section.hidden = section.dataset.view !== view;
  for (const element of document.querySelectorAll('new-contact-form, protocol-thread')) element.remove();
  const section = document.querySelector(`[data-view="${view}"]`);
  routes[view](section, argument && decodeURIComponent(argument));

  const current = view === 'novo' || view === 'contato' ? 'operadora' : view;
  for (const link of document.querySelectorAll('nav a')) {
    if (link.getAttribute('href') === `#/${current}`) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  document.title = `${section.querySelector('h1').textContent} · Gestão Clínica`;
  if (event) section.querySelector('h1').focus();
}

const go = (...parts) => {
  location.hash = `#/${parts.map(encodeURIComponent).join('/')}`;
};

document.addEventListener('fc-new-contact', ({ previousProtocolNumber }) => {
  if (previousProtocolNumber) go('novo', previousProtocolNumber);
  else go('novo');
});
document.addEventListener('fc-protocol-open', ({ number }) => go('contato', number));
document.addEventListener('fc-cancel', () => go('operadora'));
document.addEventListener('fc-back', () => go('operadora'));
document.addEventListener('fc-unread-change', ({ unread: count }) => {
  unread.hidden = count === 0;
  unread.textContent = count > 99 ? '99+' : String(count);
  unread.setAttribute(
    'aria-label',
    count === 1 ? '1 contato com novidade' : `${count} contatos com novidades`,
  );
});

addEventListener('hashchange', show);
show();
