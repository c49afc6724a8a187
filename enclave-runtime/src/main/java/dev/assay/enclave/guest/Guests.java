package dev.assay.enclave.guest;

import dev.assay.enclave.guest.tsm.TsmGuest;
import dev.assay.enclave.guest.tsm.TsmProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which TEEs this machine seems to be. Devices and the firmware's names for the machine are hints of a host that
 * nobody has verified: they say where to ask for evidence, and nothing else.
 */
public final class Guests {

    /** Azure's virtual machines, whoever's hardware they are on. */
    private static final String AZURE_ASSET_TAG = "7783-7084-3265-9085-8269-3286-77";

    private static final int MAX_NAME_BYTES = 4096;

    private final Path root;

    private Guests(Path root) {
        this.root = root;
    }

    /** @param root of the file system: {@code /}, or a folder that a test fills */
    public static Guests under(Path root) {
        return new Guests(root);
    }

    /** Those whose devices are there. */
    public static Set<GuestKind> detect(Path root) {
        return under(root).kinds();
    }

    private Set<GuestKind> kinds() {
        Set<GuestKind> kinds = EnumSet.noneOf(GuestKind.class);
        if (isThere(nitro())) {
            kinds.add(GuestKind.AWS_NITRO);
        }
        if (isThere(sev())) {
            kinds.add(GuestKind.AMD_SEV_SNP);
        }
        if (isThere(tdx())) {
            kinds.add(GuestKind.INTEL_TDX);
        }
        provider().map(Guests::kind).ifPresent(kinds::add);
        if (isThere(tpm())) {
            cloud().ifPresent(kinds::add);
        }
        return kinds;
    }

    private static boolean isThere(Path device) {
        return DeviceAccess.of(device) != DeviceAccess.ABSENT;
    }

    private static GuestKind kind(TsmProvider provider) {
        return switch (provider) {
            case TDX -> GuestKind.INTEL_TDX;
            case SNP -> GuestKind.AMD_SEV_SNP;
            case CCA -> GuestKind.ARM_CCA;
        };
    }

    /** Who serves reports by configfs; empty if nobody does, or this process may not ask. */
    public Optional<TsmProvider> provider() {
        try {
            return Optional.of(TsmGuest.at(reports()).provider());
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /** Whose machine with a TPM this says that it is. */
    public Optional<GuestKind> cloud() {
        if (name("chassis_asset_tag").equals(AZURE_ASSET_TAG)) {
            return Optional.of(GuestKind.AZURE_VTPM);
        }
        return name("product_name").equals("Google Compute Engine")
                ? Optional.of(GuestKind.GOOGLE_VTPM)
                : Optional.empty();
    }

    /** What the firmware calls the machine (SMBIOS). */
    private String name(String attribute) {
        try {
            return BoundedFile.read(root.resolve("sys/class/dmi/id").resolve(attribute), MAX_NAME_BYTES)
                    .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1).strip())
                    .orElse("");
        } catch (IOException unreadable) {
            return "";
        }
    }

    public Path nitro() {
        return root.resolve("dev/nsm");
    }

    public Path sev() {
        return root.resolve("dev/sev-guest");
    }

    public Path tdx() {
        return root.resolve("dev/tdx_guest");
    }

    public Path tpm() {
        return root.resolve("dev/tpmrm0");
    }

    public Path vsock() {
        return root.resolve("dev/vsock");
    }

    /** The folder of configfs for reports. */
    public Path reports() {
        return root.resolve("sys/kernel/config/tsm/report");
    }

    public Path root() {
        return root;
    }
}
