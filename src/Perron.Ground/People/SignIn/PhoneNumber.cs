namespace Perron.People.SignIn;

/// <summary>A telephone number in E.164 form (+32470123456); a number without a country is Belgian. Null when it cannot be one.</summary>
internal static class PhoneNumber
{
    public static string? Of(string? typed)
    {
        var signs = new string([.. (typed ?? "").Where(sign => char.IsAsciiDigit(sign) || sign == '+')]);
        if ((typed ?? "").Any(char.IsLetter))
        {
            return null;
        }

        var number = signs switch
        {
            ['+', ..] => signs,
            ['0', '0', ..] => $"+{signs[2..]}",
            ['0', ..] => $"+32{signs[1..]}",
            _ => "",
        };
        return number.LastIndexOf('+') == 0 && number.Length is >= 10 and <= 16 && (!number.StartsWith("+32", StringComparison.Ordinal) || number.Length is 11 or 12) ? number : null;
    }
}
