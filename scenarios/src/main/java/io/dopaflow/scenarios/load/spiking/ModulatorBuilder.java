package io.dopaflow.scenarios.load.spiking;

import io.dopaflow.models.spiking.reward.Modulator;
import io.dopaflow.models.spiking.reward.RaceReward;
import io.dopaflow.models.spiking.reward.Release;
import io.dopaflow.models.spiking.reward.RewardRule;
import io.dopaflow.models.spiking.reward.SequenceReward;
import io.dopaflow.scenarios.format.Named;
import io.dopaflow.scenarios.schema.SpikingScenario;
import io.dopaflow.scenarios.schema.spiking.ModulatorSettings;
import io.dopaflow.scenarios.schema.spiking.RewardSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Makes modulators with what releases them: spikes of groups, then a script, then rewards in the order of the file.
 *
 * @param groups all groups, made
 * @param episodes what they present, if there are any
 */
record ModulatorBuilder(Groups groups, Optional<EpisodeBuilder> episodes) {

    /** All modulators of a scenario. */
    List<Modulator> all(SpikingScenario scenario) {
        return scenario.modulators().stream()
                .map(modulator -> modulator(modulator, scenario.rewards()))
                .toList();
    }

    private Modulator modulator(Named<ModulatorSettings> modulator, List<RewardSettings> rewards) {
        ModulatorSettings settings = modulator.value();
        List<Release> releases = new ArrayList<>();
        for (String group : settings.from()) {
            releases.add(new Release.BySpikes(place(group), settings.delayPs().orElseThrow(), settings.amount()));
        }
        settings.script().ifPresent(script -> releases.add(script(script)));
        rewards.stream()
                .filter(reward -> reward.modulator().equals(modulator.name()))
                .forEach(reward -> releases.add(new Release.ByReward(rule(reward))));
        return new Modulator(modulator.name(), settings.tauN(), releases);
    }

    private int place(String group) {
        return groups.place(group).orElseThrow();
    }

    private static Release script(ModulatorSettings.Script script) {
        long[] times = script.timesPs().stream().mapToLong(Long::longValue).toArray();
        boolean isCommon = script.amounts().size() == 1;
        return new Release.ByScript(
                times,
                LongStream.range(0, times.length)
                        .mapToDouble(i -> script.amounts().get(isCommon ? 0 : (int) i))
                        .toArray());
    }

    private RewardRule rule(RewardSettings reward) {
        if (reward.what() instanceof RewardSettings.Episode episode) {
            return episodes.orElseThrow()
                    .reward(
                            reward,
                            episode,
                            place(episode.outputs()),
                            groups.size(episode.outputs()).orElseThrow());
        }
        if (reward.what() instanceof RewardSettings.Race race) {
            return new RaceReward(
                    place(race.cue()),
                    place(race.winner()),
                    place(race.rival()),
                    race.withinPs(),
                    reward.fromPs(),
                    reward.toPs(),
                    reward.amount());
        }
        RewardSettings.Sequence sequence = (RewardSettings.Sequence) reward.what();
        return new SequenceReward(
                place(sequence.first().group()),
                sequence.first().number(),
                place(sequence.second().group()),
                sequence.second().number(),
                sequence.withinPs(),
                reward.fromPs(),
                reward.toPs(),
                reward.amount());
    }
}
