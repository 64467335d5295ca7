package io.dopaflow.scenarios.load.spiking;

import io.dopaflow.models.time.VirtualTime;
import io.dopaflow.scenarios.format.Durations;
import io.dopaflow.scenarios.format.Named;
import io.dopaflow.scenarios.format.Nearest;
import io.dopaflow.scenarios.format.Quantities;
import io.dopaflow.scenarios.format.Report;
import io.dopaflow.scenarios.schema.spiking.EpisodeSettings;
import io.dopaflow.scenarios.schema.spiking.EpisodeSettings.Output;
import io.dopaflow.scenarios.schema.spiking.EpisodeSettings.SampleSettings;
import io.dopaflow.scenarios.schema.spiking.ModulatorSettings;
import io.dopaflow.scenarios.schema.spiking.ProjectionSettings;
import io.dopaflow.scenarios.schema.spiking.RewardSettings;
import io.dopaflow.scenarios.schema.spiking.RewardSettings.LossSettings;
import io.dopaflow.scenarios.schema.spiking.ScoreSettings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Checks that episodes, what rewards them and the synapses that learn from them fit.
 *
 * @param episodes as far as they are right; nothing if there is no such section
 * @param hasTask whether samples come from a data set
 * @param classes of the data set, as far as it is right
 */
record EpisodeCheck(
        Groups groups,
        Grid grid,
        Optional<EpisodeSettings> episodes,
        boolean hasTask,
        Optional<Integer> classes,
        Report report) {
    private static final String SECTION = "episodes";

    /**
     * Reports what is wrong.
     *
     * @param modulators as far as they are known
     * @param rewards by their places
     * @param projections by their places
     */
    void check(
            List<Named<ModulatorSettings>> modulators,
            Map<Integer, RewardSettings> rewards,
            Map<Integer, ProjectionSettings> projections) {
        episodes.ifPresent(this::checkTimes);
        episodes.ifPresent(this::checkSamples);
        episodes.ifPresent(settings -> projections.forEach((place, entry) -> checkDelay(settings, place, entry)));
        checkRewards(rewards, projections);
        if (grid.isPrecise()) {
            checkForgetting(projections);
        }
        projections.forEach((place, entry) -> entry.synapse()
                .score()
                .ifPresent(score -> checkScore("projections." + place, entry, score, modulators, rewards)));
    }

    private void checkTimes(EpisodeSettings settings) {
        checkPositive("duration", settings.durationPs());
        checkPositive("pause", settings.pausePs());
    }

    private void checkPositive(String key, long ps) {
        if (ps > 0) {
            grid.checkPositive(SECTION + "." + key, ps);
        }
    }

    private void checkSamples(EpisodeSettings settings) {
        boolean isWritten = !settings.samples().isEmpty() || report.isWrong(SECTION + ".samples");
        if (hasTask && isWritten) {
            report.wrong(SECTION + ".samples", "samples with task", "one of both");
        } else if (!hasTask && !isWritten) {
            report.wrong(
                    SECTION + ".samples",
                    "nothing",
                    "a list of samples, such as {spikes: [[1 ms], []], target: [2]}; or task: {data: iris}");
        }
        if (hasTask && settings.encoding().isEmpty() && !report.isWrong(SECTION + ".encode")) {
            report.wrong(SECTION + ".encode", "nothing", "how features become spikes, such as encode: {rate: 200 Hz}");
        } else if (!hasTask && settings.encoding().isPresent()) {
            report.wrong(SECTION + ".encode", "encode without task", "only with task: {data: iris}, or other data");
        }
        for (int s = 0; s < settings.samples().size(); s++) {
            checkSample(SECTION + ".samples." + s, settings, settings.samples().get(s));
        }
    }

    private void checkSample(String path, EpisodeSettings settings, SampleSettings sample) {
        int inputs = settings.samples().get(0).spikesPs().size();
        if (sample.spikesPs().size() != inputs) {
            report.wrong(
                    path + ".spikes", sample.spikesPs().size() + " inputs", inputs + ", as many as the first sample");
        }
        for (int i = 0; i < sample.spikesPs().size(); i++) {
            Set<Long> seen = new HashSet<>();
            for (int k = 0; k < sample.spikesPs().get(i).size(); k++) {
                long time = sample.spikesPs().get(i).get(k);
                String place = path + ".spikes." + i + "." + k;
                grid.check(place, time);
                if (!seen.add(time)) {
                    report.wrong(place, "a second spike at " + Durations.text(time), "each time once");
                }
                if (settings.durationPs() > 0 && time >= settings.durationPs()) {
                    report.wrong(
                            place,
                            Durations.text(time),
                            "before the end of the episode, " + Durations.text(settings.durationPs()));
                }
            }
        }
    }

    private void checkDelay(EpisodeSettings settings, int place, ProjectionSettings entry) {
        String path = "projections." + place + ".delay";
        entry.delay()
                .map(law -> Math.round(law.distribution().highest() * VirtualTime.PICOSECONDS_PER_MILLISECOND))
                .filter(longest -> settings.isReset() && settings.durationPs() > 0 && longest > settings.durationPs())
                .filter(longest -> !report.isWrong(path))
                .ifPresent(longest -> report.wrong(
                        path,
                        "delays up to " + Grid.text(longest),
                        "up to the duration of an episode, " + Durations.text(settings.durationPs())
                                + ", as what is under way at its end never arrives"));
    }

    private void checkRewards(Map<Integer, RewardSettings> rewards, Map<Integer, ProjectionSettings> projections) {
        boolean hasOne = false;
        for (Map.Entry<Integer, RewardSettings> entry : rewards.entrySet()) {
            if (entry.getValue().what() instanceof RewardSettings.Episode episode) {
                String path = "rewards." + entry.getKey();
                if (hasOne) {
                    report.wrong(path + ".episode", "a second reward of episodes", "one");
                }
                hasOne = true;
                if (episodes.isEmpty()) {
                    report.wrong(
                            path + ".episode",
                            "a reward of episodes, without episodes",
                            "episodes: {duration: 100 ms, pause: 20 ms, ...}");
                } else {
                    checkReward(path, entry.getValue(), episode, episodes.get(), projections);
                }
            }
        }
    }

    private void checkReward(
            String path,
            RewardSettings reward,
            RewardSettings.Episode episode,
            EpisodeSettings settings,
            Map<Integer, ProjectionSettings> projections) {
        if (settings.pausePs() > 0 && reward.toPs() >= settings.pausePs()) {
            report.wrong(
                    path + ".delay",
                    Durations.text(reward.toPs()),
                    "below the pause, " + Durations.text(settings.pausePs()));
        }
        String outputs = path + ".episode.outputs";
        if (episode.outputs().isEmpty() || !groups.checkPopulation(outputs, episode.outputs())) {
            return;
        }
        boolean isReached =
                projections.values().stream().anyMatch(entry -> entry.to().contains(episode.outputs()));
        if (!isReached && !report.isWrong("projections")) {
            report.wrong(
                    outputs,
                    episode.outputs() + ", which no projection reaches, so that it answers nothing",
                    "a population that synapses lead to");
        }
        if (hasTask
                && !(episode.loss() instanceof LossSettings.Counts)
                && !(episode.loss() instanceof LossSettings.CrossEntropy)) {
            report.wrong(path + ".episode.loss", "a loss of times, with task", "cross-entropy | counts");
        }
        classes.filter(count -> groups.size(episode.outputs())
                        .filter(size -> !size.equals(count))
                        .isPresent())
                .ifPresent(count -> report.wrong(
                        outputs,
                        groups.size(episode.outputs()).orElseThrow() + " neurons of " + episode.outputs(),
                        count + ", one for each class of the task"));
        for (int s = 0; s < settings.samples().size(); s++) {
            checkTarget(
                    SECTION + ".samples." + s + ".target",
                    settings,
                    episode,
                    settings.samples().get(s));
        }
    }

    private void checkTarget(
            String path, EpisodeSettings settings, RewardSettings.Episode episode, SampleSettings sample) {
        groups.size(episode.outputs())
                .filter(size -> size != sample.target().size())
                .ifPresent(size -> report.wrong(
                        path, sample.target().size() + " outputs", size + ", the neurons of " + episode.outputs()));
        for (int i = 0; i < sample.target().size(); i++) {
            checkOutput(
                    path + "." + i, settings, episode.loss(), sample.target().get(i));
        }
        if (episode.loss() instanceof LossSettings.CrossEntropy) {
            double sum = sample.target().stream()
                    .mapToDouble(output -> output instanceof Output.Amount number ? number.value() : Double.NaN)
                    .sum();
            if (Math.abs(sum - 1) > 1e-9) {
                report.wrong(path, "numbers whose sum is " + sum, "probabilities of classes, with the sum 1");
            }
        }
    }

    private void checkOutput(String path, EpisodeSettings settings, LossSettings loss, Output output) {
        boolean wantsNumbers = loss instanceof LossSettings.Counts || loss instanceof LossSettings.CrossEntropy;
        if (wantsNumbers != output instanceof Output.Amount) {
            report.wrong(
                    path,
                    output instanceof Output.Amount ? "a number" : "times",
                    wantsNumbers
                            ? "a number, as the loss is about numbers of spikes"
                            : "a time or a list of times, as the loss is about when outputs spike");
        } else if (output instanceof Output.Times times) {
            if (loss instanceof LossSettings.FirstSpike && times.timesPs().size() > 1) {
                report.wrong(path, times.timesPs().size() + " times", "one, that of the first spike; or []");
            }
            IntStream.range(0, times.timesPs().size())
                    .filter(k -> settings.durationPs() > 0
                            && (times.timesPs().get(k) > settings.durationPs()
                                    || (k > 0
                                            && times.timesPs().get(k)
                                                    <= times.timesPs().get(k - 1))))
                    .forEach(k -> report.wrong(
                            path,
                            Durations.text(times.timesPs().get(k)),
                            "times in ascending order, up to the end of the episode, "
                                    + Durations.text(settings.durationPs())));
        }
    }

    private void checkScore(
            String path,
            ProjectionSettings entry,
            ScoreSettings score,
            List<Named<ModulatorSettings>> modulators,
            Map<Integer, RewardSettings> rewards) {
        String own = path + ".synapse." + score.word();
        if (episodes.isEmpty() && !report.isWrong(SECTION)) {
            report.wrong(own, score.word() + " without episodes", "episodes: {duration: 100 ms, pause: 20 ms, ...}");
        }
        for (String target : entry.to()) {
            groups.neuron(target)
                    .filter(neuron -> !neuron.model().weightUnit().equals("mV")
                            || (score.eligibility().needsScore()
                                    && !neuron.model().standard().hasScore()))
                    .ifPresent(neuron -> report.wrong(
                            own,
                            target + " is " + neuron.modelText(),
                            score.eligibility().needsScore()
                                    ? "neurons that spike by chance, with delta synapses: escape | srm"
                                    : "neurons whose synapses have weights in mV, such as lif with delta synapses"));
        }
        checkModulator(own + ".modulator", score.modulator(), modulators, rewards);
    }

    /** In continuous time a neuron tells of integrals with one time constant. */
    private void checkForgetting(Map<Integer, ProjectionSettings> projections) {
        Map<String, Optional<Double>> known = new HashMap<>();
        projections.forEach((place, entry) -> entry.synapse()
                .score()
                .ifPresent(score -> entry.to().forEach(target -> {
                    Optional<Double> other = known.computeIfAbsent(target, first -> score.tauE());
                    if (!other.equals(score.tauE())) {
                        report.wrong(
                                "projections." + place + ".synapse." + score.word() + ".tau_e",
                                text(score.tauE()) + ", where other synapses onto " + target + " have " + text(other),
                                "the same for all synapses onto a population; or time: {grid: 1 ms}");
                    }
                })));
    }

    private static String text(Optional<Double> tauE) {
        return tauE.map(Quantities.TIME::text).orElse("none");
    }

    private void checkModulator(
            String path, String name, List<Named<ModulatorSettings>> modulators, Map<Integer, RewardSettings> rewards) {
        List<String> names = modulators.stream().map(Named::name).toList();
        if (report.isWrong("modulators") || report.isWrong("rewards")) {
            return;
        }
        if (!names.contains(name)) {
            report.wrong(
                    path,
                    name,
                    names.isEmpty()
                            ? "the name of a modulator, such as modulators: {" + name + ": {}}"
                            : "the name of a modulator: " + String.join(" | ", names) + Nearest.hint(name, names));
            return;
        }
        ModulatorSettings modulator = modulators.get(names.indexOf(name)).value();
        List<RewardSettings> own = rewards.values().stream()
                .filter(reward -> reward.modulator().equals(name))
                .toList();
        boolean isOther = !modulator.from().isEmpty()
                || modulator.script().isPresent()
                || own.stream().anyMatch(reward -> !(reward.what() instanceof RewardSettings.Episode));
        if (isOther || own.isEmpty()) {
            report.wrong(
                    path,
                    name + (isOther ? ", which something else releases" : ", which no reward of episodes releases"),
                    "a modulator that a reward of episodes alone releases: rewards: [{modulator: " + name
                            + ", episode: {...}}]");
        }
    }
}
