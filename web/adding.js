// @ts-check
/** What the page on which documents are added can do beyond its form: files and folders are dropped, and sending shows how far it is. */

/** @param {string} name @param {ParentNode} [within] @returns {HTMLElement | null} */
const find = (name, within = document) => within.querySelector(`[data-${name}]`);
/** By which a file that comes twice is one. @param {File} file */
const nameOf = file => `${file.webkitRelativePath || file.name} ${file.size} ${file.lastModified}`;
const hasFiles = (/** @type {DragEvent} */ { dataTransfer }) => dataTransfer?.types.includes('Files') === true;

/** Files that are to be added: those chosen and those dropped, each once, with a button that takes it out again. @param {HTMLFormElement} form */
function takeFiles(form) {
  const input = form.querySelector('input[type="file"]');
  const list = find('chosen', form);
  const help = find('drop-help', form);
  if (!(input instanceof HTMLInputElement) || list === null || help === null) return;
  help.textContent += '. Drop them anywhere on this page, folders too, or choose them:';
  /** @type {File[]} */
  let chosen = [];

  /** @param {readonly File[]} files */
  function take(files) {
    const known = new Set(chosen.map(nameOf));
    chosen = [...chosen, ...files.filter(file => !known.has(nameOf(file)))];
    show();
  }

  function show() {
    const transfer = new DataTransfer();
    for (const file of chosen) transfer.items.add(file);
    if (input instanceof HTMLInputElement) input.files = transfer.files;
    list?.toggleAttribute('hidden', chosen.length === 0);
    list?.replaceChildren(
      ...chosen.map(file => {
        const row = document.createElement('li');
        const name = document.createElement('bdi');
        name.textContent = file.name;
        const size = document.createElement('span');
        size.className = 'sub';
        const isTooLarge = file.size > Number(form.dataset['mostEach']);
        size.textContent = ` ${sizeText(file.size)}${isTooLarge ? ', too large: it will be refused' : ''} `;
        const out = document.createElement('button');
        out.type = 'button';
        out.textContent = 'Take out';
        out.setAttribute('aria-label', `Take out ${file.name}`);
        out.addEventListener('click', () => {
          chosen = chosen.filter(one => one !== file);
          show();
          const next = list?.querySelector('button') ?? input;
          if (next instanceof HTMLElement) next.focus();
        });
        row.append(name, size, out);
        return row;
      }),
    );
    tellSending(
      form,
      chosen.length === 0 ? '' : chosen.length === 1 ? '1 file to add' : `${chosen.length} files to add`,
    );
  }

  input.addEventListener('change', () => take([...(input.files ?? [])]));
  let depth = 0;
  const over = (/** @type {number} */ by) => {
    depth = Math.max(0, depth + by);
    find('drop', form)?.classList.toggle('is-over', depth > 0);
  };
  document.addEventListener('dragenter', event => hasFiles(event) && over(1));
  document.addEventListener('dragleave', event => hasFiles(event) && over(-1));
  document.addEventListener('dragover', event => hasFiles(event) && event.preventDefault());
  document.addEventListener('drop', event => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    over(-depth);
    void droppedFiles(event.dataTransfer).then(take);
  });
}

/** All files that were dropped, those within folders among them. @param {DataTransfer | null} dropped @returns {Promise<File[]>} */
async function droppedFiles(dropped) {
  const entries = [...(dropped?.items ?? [])].map(item => item.webkitGetAsEntry?.() ?? null);
  if (entries.every(entry => entry === null)) return [...(dropped?.files ?? [])];
  /** @type {File[]} */
  const files = [];
  /** @param {FileSystemEntry | null} entry */
  async function walk(entry) {
    if (entry === null) return;
    if (entry.isFile) {
      const file = /** @type {FileSystemFileEntry} */ (entry);
      files.push(await new Promise((done, fail) => file.file(done, fail)));
    } else {
      const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
      // It tells some at a time, and none when it has told all.
      for (;;) {
        /** @type {FileSystemEntry[]} */
        const some = await new Promise((done, fail) => reader.readEntries(done, fail));
        if (some.length === 0) break;
        for (const one of some) await walk(one);
      }
    }
  }
  for (const entry of entries) await walk(entry);
  return files;
}

/** @param {number} bytes */
const sizeText = bytes =>
  bytes >= 1_000_000 ? `${(bytes / 1_000_000).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1_000))} kB`;

/** @param {HTMLFormElement} form @param {string} text */
function tellSending(form, text, isProblem = false) {
  const told = find('adding', form);
  told?.classList.toggle('is-problem', isProblem);
  if (told !== null) told.textContent = text;
}

/** Sends what is to be added, showing how much is sent; what is refused is told beside the form, which keeps all that stands in it. @param {HTMLFormElement} form */
function send(form) {
  const body = new FormData(form);
  const most = Number(form.dataset['most']);
  const files = body.getAll('files').filter(one => one instanceof File);
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  if (bytes > most) {
    const what = `Together these files have ${sizeText(bytes)}, and at most ${sizeText(most)} are taken at once.`;
    return tellSending(form, `${what} Nothing was sent: take some out, and add them afterwards.`, true);
  }
  const progress = find('sending', form);
  const button = form.querySelector('button.primary');
  const request = new XMLHttpRequest();
  const over = (/** @type {string} */ text) => {
    progress?.setAttribute('hidden', '');
    button?.removeAttribute('disabled');
    tellSending(form, text, true);
  };
  request.upload.addEventListener('progress', ({ loaded, total }) => {
    if (progress instanceof HTMLProgressElement) progress.value = total === 0 ? 1 : loaded / total;
    tellSending(form, loaded < total ? `Sending, ${Math.floor((100 * loaded) / total)} %` : 'Sent; it is being read …');
  });
  request.addEventListener('load', () => {
    if (request.status < 400) return location.assign(request.responseURL);
    try {
      const { title, next } = JSON.parse(request.responseText);
      over(`${title} ${next} Nothing was added; what you chose and wrote still stands here.`);
    } catch {
      over(`The server answered ${request.status}. Nothing was added; what you chose and wrote still stands here.`);
    }
  });
  request.addEventListener('error', () =>
    over('Deeds does not answer. Nothing was added; what you chose and wrote still stands here.'),
  );
  button?.setAttribute('disabled', '');
  progress?.removeAttribute('hidden');
  request.open('POST', form.action);
  request.setRequestHeader('Accept', 'application/problem+json');
  request.send(body);
}

const adding = find('add');
if (adding instanceof HTMLFormElement) {
  takeFiles(adding);
  adding.addEventListener('submit', event => {
    event.preventDefault();
    send(adding);
  });
}
