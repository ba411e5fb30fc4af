// Before the first paint: light or dark as the visitor chose. A cached page cannot know it.
{
  const chosen = /(?:^|; )__Host-affichage=(light|dark)/.exec(document.cookie);
  if (chosen) document.documentElement.dataset.mode = chosen[1];
  document.documentElement.dataset.js = '';
}
