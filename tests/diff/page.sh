#!/usr/bin/env bash
# tests/diff/page.sh: the page of tiao diff in a browser: what a person sees of it, in both languages, light, dark and
# narrow. The page itself runs no script; a copy of it is measured, in which a script may run. 77: there is no Chromium.
set -uo pipefail
export LC_ALL=C.UTF-8
unset LANG NO_COLOR

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
: "${TIAO:=$root/build/release/tiao}"
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || {
  echo "SKIPPED: NO CHROMIUM. The page of tiao diff was not looked at: scripts/setup installs the browser." >&2
  exit 77
}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1
failures=0
fails() { failures=$((failures + 1)) && printf 'FAILED: %s\n' "$1"; }

# What is measured: the size of every drawing and of its lines, what text is shown, whether anything juts out to the side,
# and the least contrast of text to what lies behind it.
cat >measure.html <<'END'
<script>
  const seen = [];
  const tell = (name, ...values) => seen.push([name, ...values].join(' '));
  for (const svg of document.querySelectorAll('svg.plot')) {
    const box = svg.getBoundingClientRect();
    tell('plot', Math.round(box.width), Math.round(box.height));
    for (const line of svg.querySelectorAll('polyline'))
      tell('line', line.getAttribute('class'), line.getTotalLength() > 100 && line.getBoundingClientRect().width > 100);
    for (const area of svg.querySelectorAll('polygon.gain, polygon.loss'))
      tell('area', area.getAttribute('class'), area.getBoundingClientRect().width >= 1);
    for (const text of svg.querySelectorAll('text')) {
      const at = text.getBoundingClientRect();
      tell('label', at.width > 0 && at.left >= box.left && at.right <= box.right + 1 && at.bottom <= box.bottom + 1,
        text.textContent);
    }
    const [title, desc] = svg.getAttribute('aria-labelledby').split(' ').map(id => document.getElementById(id));
    tell('told', title.tagName, desc.tagName, desc.textContent);
  }
  for (const what of document.querySelectorAll('h1, h2, h3, .status, .end, summary'))
    if (what.offsetHeight > 0 && what.checkVisibility()) tell('shown', what.innerText.replace(/\s+/g, ' '));
  for (const folded of document.querySelectorAll('details')) folded.open = true;
  for (const cell of document.querySelectorAll('table.regions tr')) tell('row', cell.innerText.replace(/\s+/g, ' '));
  tell('juts', document.documentElement.scrollWidth > innerWidth);
  const channels = colour => colour.match(/[\d.]+/g).map(Number);
  const light = colour => {
    const [r, g, b] = channels(colour).map(c => (c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = element => {
    for (let e = element; e; e = e.parentElement) {
      const colour = getComputedStyle(e).backgroundColor;
      if ((channels(colour)[3] ?? 1) > 0) return colour;
    }
  };
  let least = 21, where = '';
  for (const e of document.querySelectorAll('h1,h2,h3,p,th,td,li,a,summary,figcaption,del,ins,span,svg text')) {
    const style = getComputedStyle(e);
    const [a, b] = [light(e.closest('svg') ? style.fill : style.color), light(behind(e))];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < least) [least, where] = [contrast, e.tagName + '.' + e.className];
  }
  tell('contrast', least.toFixed(2), where);
  tell('dark', light(getComputedStyle(document.body).backgroundColor) < 0.1);
  document.body.textContent = seen.join('\n');
</script>
END

look() { # look FILE ARGUMENTS…: the document as the browser has it
  timeout 120 "$browser" --headless --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir="$scratch/profile" \
    "${@:2}" --dump-dom "file://$scratch/$1" 2>/dev/null
}
holds() { grep -qF -- "$2" "$1" || fails "$1: does not hold: $2"; }

cp -r "$root/policies/hangzhou/2022-34" in-force
cp -r in-force proposed
sed -i -e '/^  每年/s/累计不超过500万元/累计不超过800万元/' -e '/^  对设立50个以上/s/设立50个以上/设立超过50个/' proposed/policy.tiao.md

for language in zh en; do
  "$TIAO" diff in-force proposed --format html --lang $language -o page.html
  (($? == 11)) || fails "tiao diff"
  look page.html >page.dom
  sed -e '/Content-Security-Policy/d' -e '/^<\/body>/{r measure.html
N}' page.html >measured.html
  for how in "1000,1400 1" "1000,1400 0" "500,900 1"; do
    read -r size scheme <<<"$how"
    seen=$language.$size.$scheme
    look measured.html --window-size="$size" --blink-settings=preferredColorScheme="$scheme" >$seen
    (($(grep -c '^plot\|>plot' $seen) == 2)) || fails "$seen: not two plots"
    (($(grep -c '^line was true$' $seen) == 2 && $(grep -c '^line is true$' $seen) == 2)) || fails "$seen: a line is not drawn"
    holds $seen "area gain true"
    holds $seen "area loss true"
    awk '/plot [0-9]/ { sub(/.*plot /, ""); if ($1 < 300 || $2 < 120) wrong = 1 } END { exit wrong }' $seen ||
      fails "$seen: a plot is too small to be read"
    ! grep -q '^label false' $seen || fails "$seen: a label juts out of its plot: $(grep -m1 '^label false' $seen)"
    for number in 25,000,000.03 39,999,999.98 8,000,000 5,000,000 50 51 100,000; do
      holds $seen "label true $number"
    done
    holds $seen "juts false"
    awk '/^contrast/ { found = 1; if ($2 < 4.5) wrong = 1 } END { exit wrong || !found }' $seen ||
      fails "$seen: too little contrast: $(grep '^contrast' $seen)"
    ((scheme == 1)) && holds $seen "dark false" || holds $seen "dark true"
    holds $seen "25,000,000.03"
    if [[ $language == zh ]]; then
      holds page.dom '<html lang="zh-CN">'
      for words in "杭州新电商：两个版本的比较" "改了什么" "谁多得，谁少得" "▲ 更优惠（已证明：无人减少）" "▼ 更严（已证明：无人增加）" "有人减少"; do
        grep -qE "^shown .*$words" $seen || fails "$seen: is not shown: $words"
      done
      holds $seen "row 25,000,000.03 至 39,999,999.97 5,000,000.00元 20% +0.01 … +2,999,999.99"
      holds $seen "told title desc 至 25,000,000.02：20%，不变；"
    else
      holds page.dom '<html lang="en">'
      for words in "hangzhou e-commerce: two versions compared" "What was changed" "Who gets more, who gets less" \
        "▲ more generous \(proved: none gets less\)" "▼ less generous \(proved: none gets more\)" "Somebody loses"; do
        grep -qE "^shown .*$words" $seen || fails "$seen: is not shown: $words"
      done
      holds $seen "row 25,000,000.03 to 39,999,999.97 5,000,000.00 yuan 20% +0.01 … +2,999,999.99"
      holds $seen "told title desc up to 25,000,000.02: 20%, the same; "
    fi
  done
  [[ -z ${KEEP_SEEN:-} ]] || cp ./*.[01] page.html measured.html "$KEEP_SEEN"
done
echo "2 languages, light, dark and narrow: $failures failures"
exit $((failures > 0))
