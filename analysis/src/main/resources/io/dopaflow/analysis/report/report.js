'use strict';
/* The page of a report: draws its figures, what is seen first, and answers its switches. */
(() => {
  const page = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: dark)');
  const places = [...document.querySelectorAll('.drawing')];
  const drawings = new Map();
  const isDark = () => page.dataset.theme ? page.dataset.theme === 'dark' : system.matches;
  const isPrinting = () => page.classList.contains('df-printing');

  function draw(place) {
    if (!drawings.has(place)) {
      const data = document.getElementById(place.dataset.figure);
      drawings.set(place, Dopaflow.draw(place, JSON.parse(data.textContent), {dark: isDark() && !isPrinting()}));
      page.dataset.drawn = drawings.size + '/' + places.length;
    }
  }

  /* One after the other, so that the page can be read and moved meanwhile. */
  function drawNext() {
    const seen = place => {
      const {top, bottom} = place.getBoundingClientRect();
      return bottom >= 0 && top <= innerHeight;
    };
    const waiting = places.filter(place => !drawings.has(place));
    if (waiting.length > 0) {
      draw(waiting.find(seen) ?? waiting[0]);
      setTimeout(drawNext, 0);
    }
  }

  const themeButton = document.querySelector('.theme');
  function showTheme() {
    themeButton.setAttribute('aria-pressed', String(isDark()));
    drawings.forEach(drawing => drawing.dark(isDark() && !isPrinting()));
  }
  themeButton.addEventListener('click', () => {
    page.dataset.theme = isDark() ? 'light' : 'dark';
    showTheme();
  });
  system.addEventListener('change', showTheme);

  addEventListener('beforeprint', () => {
    page.classList.add('df-printing');
    places.forEach(draw);
    drawings.forEach(drawing => drawing.dark(false));
  });
  addEventListener('afterprint', () => {
    page.classList.remove('df-printing');
    showTheme();
  });

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch (refused) {
      const area = document.createElement('textarea');
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand('copy');
      area.remove();
    }
  }
  document.querySelectorAll('.copy').forEach(button => button.addEventListener('click', async () => {
    await copy(button.parentElement.querySelector('code').textContent);
    button.textContent = 'Copied';
    button.focus();
    setTimeout(() => {
      button.textContent = 'Copy';
    }, 2000);
  }));

  showTheme();
  page.dataset.drawn = '0/' + places.length;
  setTimeout(drawNext, 0);
})();
