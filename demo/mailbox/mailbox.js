const byId = (id) => document.getElementById(id);
const create = (tag, className, text) => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
};

const timeFormat = new Intl.DateTimeFormat('pt-BR', { hour: '2-digit', minute: '2-digit' });
const dayFormat = new Intl.DateTimeFormat('pt-BR', { day: '2-digit', month: 'short' });
const fullFormat = new Intl.DateTimeFormat('pt-BR', { dateStyle: 'long', timeStyle: 'medium' });
const shortTime = (instant) => {
  const date = new Date(instant);
  return (date.toDateString() === new Date().toDateString() ? timeFormat : dayFormat).format(date);
};

/** The open mail's id, kept in the address so that going back and reloading work. */
const openId = () => /^#(\d+)$/.exec(location.hash)?.[1];
let shownId;

const fetchJson = async (path, init) => {
  const response = await fetch(path, init);
  return response.ok ? response.json() : undefined;
};

const showList = (mails) => {
  const focused = document.activeElement?.closest?.('#list a')?.hash;
  byId('list').replaceChildren(
    ...mails.map((mail) => {
      const link = create('a', mail.read ? '' : 'unread');
      link.href = `#${mail.id}`;
      if (String(mail.id) === openId()) link.setAttribute('aria-current', 'true');
      const time = create('time', '', shortTime(mail.receivedAt));
      time.dateTime = mail.receivedAt;
      link.append(create('span', 'to', mail.to), time, create('span', 'subject', mail.subject));
      if (!mail.read) link.append(create('span', 'new', 'não lido'));
      const item = create('li');
      item.append(link);
      return item;
    }),
  );
  if (focused) document.querySelector(`#list a[href="${focused}"]`)?.focus();
  const unread = mails.filter(({ read }) => !read).length;
  byId('count').textContent =
    mails.length === 0 ? '' : unread === 0 ? 'tudo lido' : `${unread} não ${unread === 1 ? 'lido' : 'lidos'}`;
  document.title = `${unread > 0 ? `(${unread}) ` : ''}Caixa de e-mails`;
  byId('clear').hidden = mails.length === 0;
  document.body.classList.toggle('has-mails', mails.length > 0);
};

/** Text with its addresses as links. Nothing of a mail is ever taken for markup. */
const linkedText = (text) =>
  text.split(/(https?:\/\/[^\s<>"]+)/).map((part, index) => {
    if (index % 2 === 0) return document.createTextNode(part);
    const link = create('a', '', part);
    link.href = part;
    link.target = '_blank';
    link.rel = 'noopener noreferrer';
    return link;
  });

const showMail = async () => {
  const id = openId();
  const mail = id && (await fetchJson(`/mails/${id}`));
  if (id !== openId()) return;
  byId('mail').hidden = !mail;
  document.body.classList.toggle('reading', Boolean(mail));
  shownId = mail ? id : undefined;
  for (const link of document.querySelectorAll('#list a')) {
    if (link.hash === `#${id}`) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
  if (!mail) return;
  byId('subject').textContent = mail.subject;
  byId('from').textContent = mail.from;
  byId('to').textContent = mail.to;
  byId('received').textContent = fullFormat.format(new Date(mail.receivedAt));
  byId('text').replaceChildren(...linkedText(mail.text.trimEnd()));
  byId('headers').textContent = mail.headers.map(({ name, value }) => `${name}: ${value}`).join('\n');
  byId('subject').focus();
};

const refresh = async () => {
  const mails = await fetchJson('/mails');
  if (!mails) return;
  showList(mails);
  if (shownId && !mails.some(({ id }) => String(id) === shownId)) history.replaceState(null, '', '/');
  if (shownId !== openId()) await showMail();
};

addEventListener('hashchange', showMail);
byId('back').addEventListener('click', () => {
  location.hash = '';
});
byId('clear').addEventListener('click', async () => {
  await fetch('/mails', { method: 'DELETE' });
  location.hash = '';
});
new EventSource('/events').addEventListener('changed', refresh);
