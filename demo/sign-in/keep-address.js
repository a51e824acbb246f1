// A link from an e-mail names a view behind the `#`. It goes along through signing in: browsers keep it over redirects.
for (const link of document.querySelectorAll('a[href^="/sessao/entrar"]')) link.hash = location.hash;
