// New posts appear by themselves, a double click acts once, a new organization gets this machine's time zone.
// Everything works without this file too.

const sent = new WeakSet();

addEventListener("submit", (event) => {
  if (sent.has(event.target)) event.preventDefault();
  sent.add(event.target);
});

// A page that comes back from the browser's cache can be used once more.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

for (const field of document.querySelectorAll('input[name="zone"]')) {
  field.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
}

// The page begins at an answer, which the browser also gives the focus; typing goes on all the same.
addEventListener("load", () => {
  const box = document.querySelector('.message-box [name="text"]');
  if (location.hash.startsWith("#post-")) requestAnimationFrame(() => box?.focus({ preventScroll: true }));
});

const posts = document.getElementById("posts");
if (posts) follow(posts);

function follow(list) {
  let fetching = false;
  let again = false;

  async function refresh() {
    if (fetching) {
      again = true;
      return;
    }
    fetching = true;
    try {
      do {
        again = false;
        const response = await fetch(list.dataset.page, { redirect: "error" });
        if (!response.ok) continue;
        const page = new DOMParser().parseFromString(await response.text(), "text/html");
        const latest = page.getElementById("posts");
        if (!latest) continue;
        // In another tab the person became somebody else.
        if (latest.dataset.live !== list.dataset.live) location.assign(list.dataset.page);
        else keepingPlace(list, () => merge(list, latest));
      } while (again);
    } catch {
      // The next event, or the connection coming back, tries again.
    } finally {
      fetching = false;
    }
  }

  let source;
  function listen() {
    source?.close();
    if (document.hidden) return;
    source = new EventSource("/workspace/live");
    source.addEventListener("posts", refresh);
    // What was posted while nobody listened, also between this page's making and now, comes with this.
    source.addEventListener("open", refresh);
    source.addEventListener("error", () => {
      // The browser itself only comes back after a lost connection, not after a refusal.
      if (source.readyState === EventSource.CLOSED) setTimeout(listen, 5_000);
    });
  }
  listen();

  // A browser allows few connections to one server: pages that nobody looks at give theirs back.
  document.addEventListener("visibilitychange", listen);
}

/** Exchanges only what has changed, so that a focused button, or a screen reader's place, stays. */
function merge(list, latest) {
  const wanted = [...latest.children];
  const ids = new Set(wanted.map((item) => item.id));
  for (const item of [...list.children]) if (!ids.has(item.id)) item.remove();
  wanted.forEach((item, index) => {
    const standing = document.getElementById(item.id);
    if (!standing) {
      list.insertBefore(item, list.children[index] ?? null);
    } else if (standing.dataset.version !== item.dataset.version) {
      const hadFocus = standing.contains(document.activeElement);
      standing.replaceWith(item);
      if (hadFocus) item.focus();
    }
  });
}

/** The box counts from the bottom: who is there stays there, who reads further up keeps what they read. */
function keepingPlace(list, change) {
  const box = list.closest(".scroll");
  const isReading = box.scrollTop < -8;
  const height = box.scrollHeight;
  change();
  if (isReading) box.scrollTop -= box.scrollHeight - height;
}
