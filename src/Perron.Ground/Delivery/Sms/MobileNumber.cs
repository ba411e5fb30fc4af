using PhoneNumbers;
namespace Perron.Delivery.Sms;

/// <summary>A telephone number that takes SMS, in the form in which it is sent to: +32470000001.</summary>
internal static class MobileNumber
{
    private static readonly PhoneNumberUtil Numbers = PhoneNumberUtil.GetInstance();

    /// <summary>What somebody typed, if it is one; a number without a country is Belgian.</summary>
    public static string? Of(string typed)
    {
        try
        {
            var number = Numbers.Parse(typed, "BE");
            return Numbers.IsValidNumber(number) && Numbers.GetNumberType(number) is PhoneNumberType.MOBILE or PhoneNumberType.FIXED_LINE_OR_MOBILE
                ? Numbers.Format(number, PhoneNumberFormat.E164)
                : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }
}
