package dev.assay.cli.verify;

import dev.assay.cli.Facts;
import dev.assay.verification.evidence.Attested;
import dev.assay.verification.evidence.VerifiedEvidence;
import dev.assay.verification.tee.cca.VerifiedCca;
import dev.assay.verification.tee.dcap.TcbState;
import dev.assay.verification.tee.dcap.VerifiedQuote;
import dev.assay.verification.tee.nitro.VerifiedNitro;
import dev.assay.verification.tee.nitro.VerifiedNitroTpm;
import dev.assay.verification.tee.nvidia.GenuineNvidia;
import dev.assay.verification.tee.nvidia.VerifiedNvidia;
import dev.assay.verification.tee.snp.SnpField;
import dev.assay.verification.tee.snp.SnpReport;
import dev.assay.verification.tee.snp.VerifiedSnp;
import dev.assay.verification.tee.vtpm.VerifiedVtpm;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/** What verified evidence says, for people and for JSON. */
public final class EvidenceFacts {

    private static final HexFormat HEX = HexFormat.of();

    private EvidenceFacts() {}

    public static Facts of(VerifiedEvidence evidence) {
        Facts facts = of(evidence.attested());
        evidence.keys()
                .ifPresent(keys ->
                        facts.with("signingAddress", keys.address().hex()).with("keysNotAfter", keys.notAfter()));
        return facts;
    }

    /** What the TEE says, whoever accepts it. */
    static Facts of(Attested attested) {
        Facts facts = new Facts()
                .with("tee", attested.tee())
                .with("simulated", attested.simulated())
                .with("debug", attested.debug());
        switch (attested) {
            case Attested.Nitro(VerifiedNitro enclave) -> addNitro(facts, enclave);
            case Attested.NitroTpm(VerifiedNitroTpm instance) ->
                facts.with("module", instance.moduleId()).with("made", instance.timestamp());
            case Attested.Intel(VerifiedQuote quote) -> addIntel(facts, quote);
            case Attested.Snp(VerifiedSnp guest) -> addSnp(facts, guest);
            case Attested.Nvidia nvidia -> facts.with("devices", devices(nvidia.devices()));
            case Attested.Azure azure -> addVtpm(facts, azure.claims().vtpm());
            case Attested.Gcp(VerifiedVtpm machine) -> addVtpm(facts, machine);
            case Attested.Cca(VerifiedCca realm) -> addCca(facts, realm);
        }
        attested.reportData().ifPresent(data -> facts.with("reportData", HEX.formatHex(data)));
        return facts.with("sha256", attested.digest().hex())
                .with("measurements", measurements(attested.measurements()));
    }

    private static void addNitro(Facts facts, VerifiedNitro enclave) {
        facts.with("module", enclave.moduleId()).with("made", enclave.timestamp());
        enclave.nonce().ifPresent(nonce -> facts.with("nonce", HEX.formatHex(nonce)));
    }

    private static void addIntel(Facts facts, VerifiedQuote quote) {
        TcbState tcb = quote.tcb();
        facts.with("tcbStatus", tcb.merged().word())
                .with("advisories", tcb.advisories().isEmpty() ? "none" : List.copyOf(tcb.advisories()))
                .with("platformTcb", tcb.platform().status().word());
        tcb.tdxModule()
                .ifPresent(module -> facts.with("tdxModuleTcb", module.status().word()));
        facts.with("quotingEnclaveTcb", tcb.quotingEnclave().status().word())
                .with("tcbEvaluation", tcb.evaluationNumber())
                .with("fmspc", quote.platform().fmspc())
                .with("ppid", quote.platform().ppid());
    }

    private static void addSnp(Facts facts, VerifiedSnp guest) {
        SnpReport report = guest.report();
        facts.with("product", guest.product().amdName())
                .with("reportVersion", report.version())
                .with("endorsementKey", report.signingKey())
                .with("tcb", guest.tcb())
                .with("firmware", report.currentFirmware())
                .with("revocationList", guest.chain().isRevocationChecked() ? "checked" : "not given")
                .with("vmpl", report.vmpl())
                .with("guestSvn", report.guestSvn())
                .with(
                        "flags",
                        report.flags().stream()
                                .map(flag -> flag.name().toLowerCase(Locale.ROOT))
                                .sorted()
                                .toList())
                .with("chip", HEX.formatHex(report.field(SnpField.CHIP_ID)));
    }

    private static Facts devices(List<VerifiedNvidia> devices) {
        Facts facts = new Facts();
        for (int i = 0; i < devices.size(); i++) {
            GenuineNvidia device = devices.get(i).device();
            facts.with(
                    "device" + i,
                    new Facts()
                            .with("kind", devices.get(i).tee())
                            .with("architecture", device.architecture())
                            .with("chip", device.chip())
                            .with("driver", device.driver())
                            .with("vbios", device.vbios())
                            .with("manifests", device.rims().size()));
        }
        return facts;
    }

    private static void addVtpm(Facts facts, VerifiedVtpm machine) {
        facts.with("secureBoot", machine.secureBoot().name().toLowerCase(Locale.ROOT))
                .with("eventLog", machine.eventLog().isPresent() ? "replayed" : "none");
        machine.instance().ifPresent(name -> facts.with("instance", name));
    }

    private static void addCca(Facts facts, VerifiedCca realm) {
        facts.with("lifecycle", realm.lifecycle().name().toLowerCase(Locale.ROOT))
                .with("implementation", HEX.formatHex(realm.implementationId()))
                .with("platformInstance", HEX.formatHex(realm.instanceId()))
                .with("platformComponents", realm.platformComponents().size());
    }

    /** Registers that nobody has written are left out. */
    private static Facts measurements(SortedMap<String, byte[]> registers) {
        Facts facts = new Facts();
        registers.forEach((name, register) -> {
            if (!Arrays.equals(register, new byte[register.length])) {
                facts.with(name.toUpperCase(Locale.ROOT), HEX.formatHex(register));
            }
        });
        return facts;
    }
}
