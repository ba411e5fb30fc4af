namespace Perron.Printing;

/// <summary>How much paper a printer has left.</summary>
public enum PaperLeft { Enough, NearEnd, None }

/// <summary>What a printer says of itself when it is asked (DLE EOT).</summary>
public readonly record struct PrinterStatus(PaperLeft Paper, bool IsCoverOpen, bool HasFailed)
{
    /// <summary>What is sent to ask for it; one byte comes back for each.</summary>
    public static IReadOnlyList<byte> AskPaper { get; } = [0x10, 0x04, 0x04];
    public static IReadOnlyList<byte> AskWhyOffline { get; } = [0x10, 0x04, 0x02];

    // Of every status byte some bits are always so: 0xx1xx10.
    private const byte Fixed = 0x93, AsFixed = 0x12;
    private const byte End = 0x60, NearEnd = 0x0C, CoverOpen = 0x04, StoppedByPaper = 0x20, Error = 0x40;

    public bool CanPrint => Paper != PaperLeft.None && !IsCoverOpen && !HasFailed;

    /// <summary>Null when what came is no status: a cable that echoes is not a printer.</summary>
    /// <param name="whyOffline">Null where it was not asked for.</param>
    public static PrinterStatus? Read(byte paper, byte? whyOffline = null)
    {
        if ((paper & Fixed) != AsFixed || (whyOffline is { } asked && (asked & Fixed) != AsFixed))
        {
            return null;
        }

        var why = whyOffline ?? 0;
        var left = (paper & End) != 0 || (why & StoppedByPaper) != 0 ? PaperLeft.None : (paper & NearEnd) != 0 ? PaperLeft.NearEnd : PaperLeft.Enough;
        return new(left, (why & CoverOpen) != 0, (why & Error) != 0);
    }
}
