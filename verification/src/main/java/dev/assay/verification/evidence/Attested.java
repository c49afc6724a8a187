package dev.assay.verification.evidence;

import dev.assay.verification.Digest;
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
public sealed interface Attested {

    /** The kind of TEE, such as {@code aws-nitro}; the format of a simulated one as well. */
    String tee();

    /** No hardware stands behind it. */
    boolean simulated();

    /** The TEE's operator can read its memory. */
    boolean debug();

    /** SHA-256 of the evidence as its hardware signed it: what a receipt names. */
    Digest digest();

    /** The registers that say which code runs, by the vendor's names in lower case; a copy. */
    SortedMap<String, byte[]> measurements();

    /** What the attester chose to have signed: report data, challenge or nonce; a copy. Empty if there is no such field. */
    Optional<byte[]> reportData();

    /** An AWS Nitro enclave. */
    record Nitro(VerifiedNitro enclave) implements Attested {
        @Override
        public String tee() {
            return enclave.tee();
        }

        @Override
        public boolean simulated() {
            return enclave.simulated();
        }

        @Override
        public boolean debug() {
            return enclave.debug();
        }

        @Override
        public Digest digest() {
            return enclave.digest();
        }

        @Override
        public SortedMap<String, byte[]> measurements() {
            return enclave.measurements();
        }

        @Override
        public Optional<byte[]> reportData() {
            return Optional.empty();
        }
    }

    /** An Amazon EC2 instance, by its NitroTPM. It has no debug mode, and whoever administers it is inside. */
    record NitroTpm(VerifiedNitroTpm instance) implements Attested {
        @Override
        public String tee() {
            return instance.tee();
        }

        @Override
        public boolean simulated() {
            return instance.simulated();
        }

        @Override
        public boolean debug() {
            return false;
        }

        @Override
        public Digest digest() {
            return instance.digest();
        }

        @Override
        public SortedMap<String, byte[]> measurements() {
            return instance.measurements();
        }

        @Override
        public Optional<byte[]> reportData() {
            return Optional.empty();
        }
    }

    /** An Intel SGX enclave or TDX trust domain. */
    record Intel(VerifiedQuote quote) implements Attested {
        @Override
        public String tee() {
            return quote.tee();
        }

        @Override
        public boolean simulated() {
            return quote.simulated();
        }

        @Override
        public boolean debug() {
            return quote.debug();
        }

        @Override
        public Digest digest() {
            return quote.digest();
        }

        @Override
        public SortedMap<String, byte[]> measurements() {
            return quote.measurements();
        }

        @Override
        public Optional<byte[]> reportData() {
            return Optional.of(quote.reportData());
        }
    }

    /** A guest of AMD SEV-SNP. */
    record Snp(VerifiedSnp guest) implements Attested {
        @Override
        public String tee() {
            return guest.tee();
        }

        @Override
        public boolean simulated() {
            return guest.simulated();
        }

        @Override
        public boolean debug() {
            return guest.debug();
        }

        @Override
        public Digest digest() {
            return guest.digest();
        }

        @Override
        public SortedMap<String, byte[]> measurements() {
            return guest.measurements();
        }

        @Override
        public Optional<byte[]> reportData() {
            return Optional.of(guest.reportData());
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
    record Azure(VerifiedAzureVtpm machine) implements Attested {
        @Override
        public String tee() {
            return machine.tee();
        }

        @Override
        public boolean simulated() {
            return machine.simulated();
        }

        @Override
        public boolean debug() {
            return machine.debug();
        }

        @Override
        public Digest digest() {
            return machine.digest();
        }

        @Override
        public SortedMap<String, byte[]> measurements() {
            return machine.measurements();
        }

        @Override
        public Optional<byte[]> reportData() {
            return Optional.of(machine.reportData());
        }
    }

    /** A machine of Google Cloud, by its virtual TPM: that it is a confidential one it does not show. */
    record Gcp(VerifiedVtpm machine) implements Attested {
        @Override
        public String tee() {
            return machine.tee();
        }

        @Override
        public boolean simulated() {
            return machine.simulated();
        }

        /** The host's hypervisor reads the memory of a machine that is not shown to be confidential. */
        @Override
        public boolean debug() {
            return true;
        }

        @Override
        public Digest digest() {
            return machine.digest();
        }

        @Override
        public SortedMap<String, byte[]> measurements() {
            return machine.measurements();
        }

        @Override
        public Optional<byte[]> reportData() {
            return Optional.of(machine.nonce());
        }
    }

    /** A realm of Arm CCA. */
    record Cca(VerifiedCca realm) implements Attested {
        @Override
        public String tee() {
            return realm.tee();
        }

        @Override
        public boolean simulated() {
            return realm.simulated();
        }

        @Override
        public boolean debug() {
            return realm.debug();
        }

        @Override
        public Digest digest() {
            return realm.digest();
        }

        @Override
        public SortedMap<String, byte[]> measurements() {
            return realm.measurements();
        }

        @Override
        public Optional<byte[]> reportData() {
            return Optional.of(realm.challenge());
        }
    }
}
