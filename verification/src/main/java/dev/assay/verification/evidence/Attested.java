package dev.assay.verification.evidence;

import dev.assay.verification.Digest;
import dev.assay.verification.tee.VerifiedTee;
import dev.assay.verification.tee.cca.VerifiedCca;
import dev.assay.verification.tee.dcap.VerifiedQuote;
import dev.assay.verification.tee.nitro.VerifiedNitro;
import dev.assay.verification.tee.nitro.VerifiedNitroTpm;
import dev.assay.verification.tee.nvidia.VerifiedNvidia;
import dev.assay.verification.tee.snp.VerifiedSnp;
import dev.assay.verification.tee.vtpm.VerifiedAzureVtpm;
import dev.assay.verification.tee.vtpm.VerifiedVtpm;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What verified evidence says, by its kind of TEE: the common part here, the rest in the kind's own type. */
public sealed interface Attested extends VerifiedTee {

    /** The kind's own type; Java's pattern matching on this one finds which. */
    VerifiedTee claims();

    /** What the attester chose to have signed: report data, challenge or nonce; a copy. Empty if there is no such field. */
    Optional<byte[]> reportData();

    @Override
    default String tee() {
        return claims().tee();
    }

    @Override
    default boolean simulated() {
        return claims().simulated();
    }

    @Override
    default boolean debug() {
        return claims().debug();
    }

    @Override
    default Digest digest() {
        return claims().digest();
    }

    @Override
    default SortedMap<String, byte[]> measurements() {
        return claims().measurements();
    }

    /** An AWS Nitro enclave. */
    record Nitro(VerifiedNitro claims) implements Attested {
        @Override
        public Optional<byte[]> reportData() {
            return Optional.empty();
        }
    }

    /** An Amazon EC2 instance, by its NitroTPM. */
    record NitroTpm(VerifiedNitroTpm claims) implements Attested {
        @Override
        public Optional<byte[]> reportData() {
            return Optional.empty();
        }
    }

    /** An Intel SGX enclave or TDX trust domain. */
    record Intel(VerifiedQuote claims) implements Attested {
        @Override
        public Optional<byte[]> reportData() {
            return Optional.of(claims.reportData());
        }
    }

    /** A guest of AMD SEV-SNP. */
    record Snp(VerifiedSnp claims) implements Attested {
        @Override
        public Optional<byte[]> reportData() {
            return Optional.of(claims.reportData());
        }
    }

    /**
     * NVIDIA's GPUs and switches, all asked with one nonce.
     *
     * @param devices not empty
     * @param digest of the whole evidence
     */
    record Nvidia(List<VerifiedNvidia> devices, Digest digest) implements Attested {
        @Override
        public VerifiedTee claims() {
            return this;
        }

        @Override
        public String tee() {
            return EvidenceKind.NVIDIA.label();
        }

        @Override
        public boolean simulated() {
            return devices.getFirst().simulated();
        }

        @Override
        public boolean debug() {
            return devices.stream().anyMatch(VerifiedNvidia::debug);
        }

        /** Of each device, by its place in the evidence and its register: {@code 0.measurement_01}. */
        @Override
        public SortedMap<String, byte[]> measurements() {
            SortedMap<String, byte[]> all = new TreeMap<>();
            for (int i = 0; i < devices.size(); i++) {
                int place = i;
                devices.get(i).measurements().forEach((name, value) -> all.put(place + "." + name, value));
            }
            return all;
        }

        @Override
        public Optional<byte[]> reportData() {
            return Optional.of(devices.getFirst().reportData());
        }
    }

    /** An Azure confidential VM, by its virtual TPM and the hardware under it. */
    record Azure(VerifiedAzureVtpm claims) implements Attested {
        @Override
        public Optional<byte[]> reportData() {
            return Optional.of(claims.reportData());
        }
    }

    /** A machine of Google Cloud, by its virtual TPM: that it is a confidential one it does not show. */
    record Gcp(VerifiedVtpm claims) implements Attested {
        @Override
        public Optional<byte[]> reportData() {
            return Optional.of(claims.nonce());
        }
    }

    /** A realm of Arm CCA. */
    record Cca(VerifiedCca claims) implements Attested {
        @Override
        public Optional<byte[]> reportData() {
            return Optional.of(claims.challenge());
        }
    }
}
