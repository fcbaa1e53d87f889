// Plays two versions in step. Without this, each player has the browser's own controls.
(function () {
  "use strict";
  var HAVE_DATA = 2, NO_SOURCE = 3, FAR = 0.15, FRAME = 0.06;

  function clock(seconds) {
    var tenths = Math.round(seconds * 10);
    var whole = Math.floor(tenths / 10);
    var text = Math.floor(whole / 60) + ":" + String(whole % 60).padStart(2, "0") + "." + (tenths % 10);
    return text;
  }

  function setUp(root) {
    var find = function (name) { return root.querySelector(name); };
    var screens = { left: find('[data-side="left"]'), right: find('[data-side="right"]') };
    var videos = { left: screens.left.querySelector("video"), right: screens.right.querySelector("video") };
    var starts = JSON.parse(root.dataset.starts), changes = JSON.parse(root.dataset.changes);
    var step = Number(root.dataset.step), total = 0, failed = false;
    var beats = JSON.parse(root.dataset.beats).map(function (row) {
      var beat = { start: total, seconds: row[0], backwards: row[5] === 1 };
      beat.left = row[1] === null ? null : [row[1], row[2]];
      beat.right = row[3] === null ? null : [row[3], row[4]];
      total += row[0];
      return beat;
    });
    var at = 0, index = 0, playing = false, asked = 0;
    var seek = find(".seek"), play = find(".play"), now = find(".now");
    if (!beats.length) return;

    function fail(side) {
      failed = true;
      playing = false;
      find(".controls").hidden = true;
      root.classList.add("broken");
      videos.left.controls = videos.right.controls = true;
      screens[side].querySelector(".cannot").hidden = false;
      screens[side].querySelector(".stage").hidden = true;
    }

    function watch(side) {
      var video = videos[side], last = video.querySelector("source:last-of-type");
      var failing = function () { fail(side); };
      video.addEventListener("error", failing);
      if (last) last.addEventListener("error", failing);
      // while a source is being chosen the state is the same as when there was none to choose
      var look = function () { if (video.error || video.networkState === NO_SOURCE) fail(side); };
      window.addEventListener("load", function () { setTimeout(look, 300); });
      // a file whose picture the browser cannot decode plays as sound alone
      video.addEventListener("loadedmetadata", function () { if (!video.videoWidth) fail(side); });
    }

    function speed() { return Number(find(".speed").value); }

    function place(beat, side, into) {
      var span = beat[side];
      if (!span) return null;
      var share = beat.seconds ? into / beat.seconds : 0;
      if (side === "left" && beat.backwards) share = 1 - share;
      var end = Math.max(span[0], span[1] - 0.001);
      return Math.min(span[0] + share * (span[1] - span[0]), end);
    }

    // Where a side waits while it has nothing to show: at its next picture, or its last one.
    function waiting(side) {
      for (var next = index + 1; next < beats.length; next++) if (beats[next][side]) return place(beats[next], side, 0);
      for (var last = index - 1; last >= 0; last--) if (beats[last][side]) return place(beats[last], side, beats[last].seconds);
      return 0;
    }

    function move(video, seconds, tolerance) {
      if (!video.seeking && Math.abs(video.currentTime - seconds) > tolerance) video.currentTime = seconds;
    }

    function run(video, rate) {
      if (video.playbackRate !== rate) video.playbackRate = rate;
      if (video.paused && !video.ended) video.play().catch(function () { });
    }

    function hush() {
      var heard = find(".sound").value;
      videos.left.muted = heard !== "left";
      videos.right.muted = heard !== "right";
    }

    function show() {
      var beat = beats[index];
      ["left", "right"].forEach(function (side) {
        screens[side].querySelector(".veil").hidden = Boolean(beat[side]);
        screens[side].classList.toggle("veiled", !beat[side]);
      });
      seek.value = String(at);
      seek.setAttribute("aria-valuetext", clock(at) + " of " + clock(total));
      var words = ["left", "right"].map(function (side) {
        var seconds = place(beat, side, at - beat.start);
        return side + " " + (seconds === null ? "–" : clock(seconds));
      });
      var shown = beat.right ? place(beat, "right", at - beat.start) : null;
      var told = shown === null ? ["only in the left version"] : changes.filter(function (one) {
        return shown >= one[2] && shown < one[3];
      }).map(function (one) { return one[0] + " " + one[1]; });
      now.textContent = words.join(" · ") + (told.length ? " · " + told.join(", ") : "");
      play.textContent = playing ? "Pause" : "Play";
    }

    function goTo(seconds) {
      at = Math.min(Math.max(seconds, 0), total);
      index = beats.length - 1;
      while (index > 0 && beats[index].start > at + 1e-6) index--;
      ["left", "right"].forEach(function (side) {
        var wanted = place(beats[index], side, at - beats[index].start);
        move(videos[side], wanted === null ? waiting(side) : wanted, 0.001);
      });
      show();
    }

    function pause() {
      playing = false;
      videos.left.pause();
      videos.right.pause();
      show();
    }

    // One look at the leading side: where it is, what the other one should show, and whether the beat is over.
    function tick() {
      if (!playing || failed) return;
      asked = requestAnimationFrame(tick);
      var beat = beats[index], lead = beat.right ? "right" : "left", other = lead === "right" ? "left" : "right";
      var leader = videos[lead], follower = videos[other];
      if (leader.seeking || leader.readyState < HAVE_DATA) return follower.pause();
      var into = leader.currentTime - beat[lead][0];
      if (into < -FAR || into > beat.seconds + FAR) return move(leader, place(beat, lead, 0), FAR);
      at = beat.start + Math.min(Math.max(into, 0), beat.seconds);
      if (into >= beat.seconds - 0.002 || leader.ended) {
        if (index === beats.length - 1) { at = total; return pause(); }
        index++;
        at = beats[index].start;
        return start();
      }
      run(leader, speed());
      if (beat[other]) follow(beat, follower, into);
      show();
    }

    function follow(beat, follower, into) {
      var wanted = place(beat, "left", into), rate = beat.seconds ? (beat.left[1] - beat.left[0]) / beat.seconds : 0;
      var pace = rate * speed(), off = wanted - follower.currentTime;
      if (beat.backwards || pace < 0.1 || pace > 8) {
        follower.pause();
        return move(follower, wanted, FRAME);
      }
      if (Math.abs(off) > FAR) move(follower, wanted, FAR);
      run(follower, pace * (1 + Math.min(Math.max(off, -0.1), 0.1)));
    }

    // A beat begins: whoever has nothing to show waits at the picture that it shows next.
    function start() {
      var beat = beats[index];
      ["left", "right"].forEach(function (side) {
        var wanted = place(beat, side, at - beat.start);
        if (wanted === null) videos[side].pause();
        move(videos[side], wanted === null ? waiting(side) : wanted, wanted === null ? 0.001 : FRAME);
      });
      show();
    }

    function jump(forwards) {
      var places = Object.values(starts).sort(function (a, b) { return a - b; });
      var next = forwards
        ? places.find(function (one) { return one > at + 0.05; })
        : places.reverse().find(function (one) { return one < at - 0.5; });
      goTo(next === undefined ? (forwards ? total : 0) : next);
    }

    watch("left");
    watch("right");
    videos.left.controls = videos.right.controls = false;
    find(".controls").hidden = false;
    seek.max = String(total);
    seek.step = "0.001";
    hush();
    play.addEventListener("click", function () {
      if (playing) return pause();
      if (at >= total - 0.01) goTo(0);
      playing = true;
      start();
      cancelAnimationFrame(asked);
      tick();
    });
    seek.addEventListener("input", function () { goTo(Number(seek.value)); });
    seek.addEventListener("keydown", function (event) {
      var steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
      if (!steps) return;
      event.preventDefault();
      pause();
      goTo(at + steps * step);
    });
    find(".sound").addEventListener("change", hush);
    find(".before").addEventListener("click", function () { jump(false); });
    find(".after").addEventListener("click", function () { jump(true); });
    find(".frame-back").addEventListener("click", function () { pause(); goTo(at - step); });
    find(".frame-on").addEventListener("click", function () { pause(); goTo(at + step); });
    root.parentElement.querySelectorAll("button.play-here").forEach(function (button) {
      if (starts[button.dataset.number] === undefined) return;
      button.hidden = false;
      button.addEventListener("click", function () {
        goTo(Math.max(0, starts[button.dataset.number] - 1));
        root.scrollIntoView({ block: "center" });
        play.focus({ preventScroll: true });
      });
    });
    show();
  }

  document.querySelectorAll(".players").forEach(setUp);
})();
