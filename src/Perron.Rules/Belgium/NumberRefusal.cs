namespace Perron.Belgium;

/// <summary>Why what was typed cannot be the number that was asked. Pages have a sentence for each.</summary>
public enum NumberRefusal
{
    /// <summary>Too few or too many digits or letters.</summary>
    WrongLength,

    /// <summary>Other signs than digits, spaces, dots, dashes and slashes; in an IBAN also a letter where its country has digits, or the reverse.</summary>
    StrangeSign,

    /// <summary>It begins as no such number does.</summary>
    WrongStart,

    /// <summary>The date in it does not exist.</summary>
    NoSuchDate,

    /// <summary>The date in it has not come yet.</summary>
    InTheFuture,

    /// <summary>One digit is wrong, or two are swapped.</summary>
    WrongCheckDigits,
}
