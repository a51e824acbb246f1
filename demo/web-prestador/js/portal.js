// Web Prestador - funcoes gerais. Depende do jQuery 1.x.
var SEGUNDOS_DE_SESSAO = 30 * 60;

var MENU = [
  { id: 'inicio', texto: 'Início', href: '/inicio.html' },
  {
    id: 'guias',
    texto: 'Guias',
    itens: [
      { texto: 'Consultar guias', href: '/guias.html' },
      { texto: 'Guias pendentes', href: '/guias.html' },
    ],
  },
  {
    id: 'faturamento',
    texto: 'Faturamento',
    itens: [
      { texto: 'Lotes enviados', href: '/lotes.html' },
      { texto: 'Demonstrativos', href: '/demonstrativos.html' },
    ],
  },
  {
    id: 'outros',
    texto: 'Utilitários/outros',
    itens: [
      { texto: 'Fale conosco', href: '/fale-conosco.html' },
      { texto: 'Sair do portal', href: '/sessao/sair' },
    ],
  },
];

function escreverMenu(atual) {
  var html = '<ul class="nav">';
  $.each(MENU, function (i, m) {
    var classe = m.id == atual ? ' class="' + (m.itens ? 'dropdown ' : '') + 'atual"' : m.itens ? ' class="dropdown"' : '';
    if (!m.itens) {
      html += '<li' + classe + '><a href="' + m.href + '">' + m.texto + '</a></li>';
      return;
    }
    html += '<li' + classe + '><a href="#" class="dropdown-toggle" data-toggle="dropdown">' + m.texto + ' <b class="caret"></b></a>';
    html += '<ul class="dropdown-menu">';
    $.each(m.itens, function (j, item) {
      html += '<li><a href="' + item.href + '">' + item.texto + '</a></li>';
    });
    html += '</ul></li>';
  });
  document.write(html + '</ul>');
}

// Botao padrao do formulario, como o ASP.NET Web Forms o emite.
function WebForm_FireDefaultButton(event, target) {
  if (event.keyCode == 13 && !(event.target && event.target.tagName.toLowerCase() == 'textarea')) {
    var botao = document.getElementById(target);
    if (botao) {
      botao.click();
      event.cancelBubble = true;
      if (event.stopPropagation) event.stopPropagation();
      return false;
    }
  }
  return true;
}

function doisDigitos(n) {
  return n < 10 ? '0' + n : '' + n;
}

$(document).ready(function () {
  var restam = SEGUNDOS_DE_SESSAO;
  setInterval(function () {
    restam = Math.max(0, restam - 1);
    $('#tempoSessao').text(doisDigitos(Math.floor(restam / 60)) + ':' + doisDigitos(restam % 60));
  }, 1000);

  // Atalhos de teclado: g = guias, l = lotes, / = pesquisa.
  $(document).bind('keypress', function (e) {
    if ($(e.target).is('input, textarea, select') || e.ctrlKey || e.altKey) return;
    var tecla = String.fromCharCode(e.which).toLowerCase();
    if (tecla == 'g') location.href = '/guias.html';
    if (tecla == 'l') location.href = '/lotes.html';
    if (tecla == '/') {
      $('#ctl00_txtPesquisa').focus();
      return false;
    }
  });

  $('#aspnetForm').submit(function () {
    location.href = '/guias.html';
    return false;
  });
});
