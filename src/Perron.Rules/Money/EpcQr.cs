using System.Globalization;
using System.Text;
using Perron.Belgium;
namespace Perron.Money;

/// <summary>
/// The text of the QR code that a bank's own app reads as a transfer: EPC069-12 of the European Payments Council, "Quick Response Code: Guidelines to Enable Data Capture for the Initiation of a SEPA Credit Transfer".
/// Twelve lines, empty ones at the end left out; the code itself is drawn with error correction M, at most version 13, which is 331 bytes.
/// The line of a structured remittance is for ISO 11649 (RF…) only: a Belgian communication stands in the line of text, where Belgian banks recognise it.
/// </summary>
public static class EpcQr
{
    private const int MostName = 70, MostText = 140, MostNote = 70, MostBytes = 331;

    /// <summary>The text; null when it does not fit: no amount, a name that is missing or too long.</summary>
    /// <param name="note">For the payer's eyes, never for the bank of the payee.</param>
    public static string? For(string name, Iban account, int cents, StructuredCommunication communication, string note = "", string bic = "") =>
        Of(name, account, cents, communication.ToString(), note, bic);

    /// <summary>With a text of one's own in the place of the communication.</summary>
    public static string? Of(string name, Iban account, int cents, string text, string note = "", string bic = "")
    {
        if (cents <= 0 || name.Length is 0 or > MostName || text.Length > MostText || note.Length > MostNote || bic.Length is not (0 or 8 or 11) || (name + text + note).Any(char.IsControl))
        {
            return null;
        }

        string[] lines = ["BCD", "002", "1", "SCT", bic, name, account.Text, string.Create(CultureInfo.InvariantCulture, $"EUR{cents / 100m:0.00}"), "", "", text, note];
        var written = string.Join('\n', lines).TrimEnd('\n');
        return Encoding.UTF8.GetByteCount(written) <= MostBytes ? written : null;
    }
}
