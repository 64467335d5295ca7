package io.dopaflow.scenarios.load.spiking;

import io.dopaflow.scenarios.format.Named;
import io.dopaflow.scenarios.format.Nearest;
import io.dopaflow.scenarios.format.Report;
import io.dopaflow.scenarios.schema.spiking.ModulatorSettings;
import io.dopaflow.scenarios.schema.spiking.RewardSettings;
import java.util.List;
import java.util.Map;

/**
 * Checks that modulators are released, and by cells that there are.
 *
 * @param names of all modulators, whatever is wrong with them
 */
record ModulatorCheck(Groups groups, SynapseCheck check, Grid grid, List<String> names, Report report) {

    /** Reports what is wrong with the modulators, as far as they are known, and with the rewards, by their places. */
    void check(List<Named<ModulatorSettings>> modulators, Map<Integer, RewardSettings> rewards) {
        rewards.forEach((place, reward) -> check("rewards." + place, reward));
        List<String> rewarded =
                rewards.values().stream().map(RewardSettings::modulator).toList();
        for (Named<ModulatorSettings> modulator : modulators) {
            check("modulators." + modulator.name(), modulator, rewarded.contains(modulator.name()));
        }
    }

    private void check(String path, Named<ModulatorSettings> modulator, boolean isRewarded) {
        ModulatorSettings settings = modulator.value();
        boolean isSilent = settings.from().isEmpty() && settings.script().isEmpty() && !isRewarded;
        if (isSilent && !report.isWrong(path) && !report.isWrong("rewards")) {
            report.wrong(
                    path,
                    modulator.name() + " that nobody releases",
                    "from: a group of cells whose spikes release it, script: times, or a reward with modulator: "
                            + modulator.name());
        }
        for (int i = 0; i < settings.from().size(); i++) {
            groups.checkOrigin(
                    path + ".from" + (settings.from().size() > 1 ? "." + i : ""),
                    settings.from().get(i));
        }
        settings.delayPs().ifPresent(delay -> check.delay(check.at(path + ".delay"), delay));
        settings.script().ifPresent(script -> {
            for (int i = 0; i < script.timesPs().size(); i++) {
                grid.check(path + ".script.times." + i, script.timesPs().get(i));
            }
        });
    }

    private void check(String path, RewardSettings reward) {
        if (!reward.modulator().isEmpty() && !names.contains(reward.modulator())) {
            report.wrong(
                    path + ".modulator",
                    reward.modulator(),
                    names.isEmpty()
                            ? "the name of a modulator, such as modulators: {" + reward.modulator()
                                    + ": {tau_n: 200 ms}}"
                            : "the name of a modulator: " + String.join(" | ", names)
                                    + Nearest.hint(reward.modulator(), names));
        }
        if (!report.isWrong(path + ".delay")) {
            boolean isSpread = reward.toPs() != reward.fromPs();
            check.delay(check.at(path + ".delay" + (isSpread ? ".0" : "")), reward.fromPs());
            if (isSpread) {
                check.delay(check.at(path + ".delay.1"), reward.toPs());
            }
        }
        if (reward.what() instanceof RewardSettings.Sequence sequence) {
            checkCell(path + ".sequence.first", sequence.first());
            checkCell(path + ".sequence.second", sequence.second());
        } else if (reward.what() instanceof RewardSettings.Race race) {
            checkGroup(path + ".race.cue", race.cue());
            checkGroup(path + ".race.winner", race.winner());
            checkGroup(path + ".race.rival", race.rival());
            if (!race.winner().isEmpty() && race.winner().equals(race.rival())) {
                report.wrong(path + ".race.rival", race.rival() + ", which is the winner, too", "another group");
            }
        }
    }

    private boolean checkGroup(String path, String group) {
        return !group.isEmpty() && groups.checkOrigin(path, group);
    }

    private void checkCell(String path, RewardSettings.CellName cell) {
        if (checkGroup(path, cell.group())) {
            groups.size(cell.group())
                    .filter(size -> cell.number() >= size)
                    .ifPresent(size -> report.wrong(
                            path,
                            "cell " + cell.number(),
                            "from 0 to " + (size - 1) + ", the cells of " + cell.group()));
        }
    }
}
