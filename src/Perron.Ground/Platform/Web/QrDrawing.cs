using QRCoder;
namespace Perron.Platform.Web;

/// <summary>A QR code on a page.</summary>
public static class QrDrawing
{
    /// <summary>As SVG with its quiet zone, error correction M.</summary>
    public static string Of(string content)
    {
        using var code = QRCodeGenerator.GenerateQrCode(content, QRCodeGenerator.ECCLevel.M);
        using var svg = new SvgQRCode(code);
        return svg.GetGraphic(4);
    }
}
